package org.sallyport.core.host.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;

class OvfEnvironmentTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1"
                xmlns:oe="http://schemas.dmtf.org/ovf/environment/1"
                xmlns:ve="http://www.vmware.com/schema/ovfenv" oe:id="" ve:vCenterId="vm-42">
              <PlatformSection><Kind>VMware ESXi</Kind><Version>8.0.2</Version></PlatformSection>
              <PropertySection>
                <Property oe:key="sallyport.hostname" oe:value="gate.example.com"/>
                <Property oe:key="sallyport.password" oe:value="a&quot;&amp;&lt;$(reboot)'\\%s"/>
                <Property oe:key="sallyport.empty"/>
              </PropertySection>
              <ve:EthernetAdapterSection>
                <ve:Adapter ve:mac="00:50:56:9a:00:01" ve:network="DMZ" ve:unitNumber="7"/>
                <ve:Adapter ve:mac="00:50:56:9a:00:02" ve:network="Inside" ve:unitNumber="8"/>
                <ve:Adapter ve:mac="00:50:56:9a:00:03" ve:network="Odd" ve:unitNumber="nine"/>
              </ve:EthernetAdapterSection>
            </Environment>
            """;

    @Test
    void readsPropertiesAndAdapters() {
        OvfEnvironment environment = OvfEnvironment.parse(DOCUMENT);
        assertThat(environment.properties())
                .isEqualTo(Map.of(
                        "sallyport.hostname", "gate.example.com",
                        "sallyport.password", "a\"&<$(reboot)'\\%s",
                        "sallyport.empty", ""));
        assertThat(environment.adapters())
                .containsExactly(
                        new OvfEnvironment.Adapter(7, "00:50:56:9a:00:01", "DMZ"),
                        new OvfEnvironment.Adapter(8, "00:50:56:9a:00:02", "Inside"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<Environment/>",
                "<a xmlns='http://schemas.dmtf.org/ovf/environment/1'/>",
                "<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                        + "<Environment xmlns='http://schemas.dmtf.org/ovf/environment/1'>&x;</Environment>"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> OvfEnvironment.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> OvfEnvironment.parse(DOCUMENT + " ".repeat(1 << 20)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("longer");
    }
}
