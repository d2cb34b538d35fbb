package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can know about one setting.
 *
 * @param path dotted keys; {@code []} stands for every element of a list: {@code sip.listeners[].port}
 * @param type what kind of value, such as {@code duration}, {@code choice}, {@code section} or {@code list}
 * @param defaultValue null when it must be given or may be absent
 * @param required whether it has no default and may not be absent
 * @param unit unit of a number, such as {@code kbit/s}; empty if it has none
 * @param description one or two sentences
 * @param allowed the only values, if there are few
 * @param least smallest value, as written; empty without bound
 * @param most largest value, as written; empty without bound
 * @param secret whether it is never shown
 * @param retiredNames keys that it once had, or is taken for; they are refused with its name
 */
public record SettingDescription(
        String path,
        String type,
        @Nullable JsonNode defaultValue,
        boolean required,
        String unit,
        String description,
        List<String> allowed,
        String least,
        String most,
        boolean secret,
        List<String> retiredNames) {}
