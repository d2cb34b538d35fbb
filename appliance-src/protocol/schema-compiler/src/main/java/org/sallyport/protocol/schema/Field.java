package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A member of a sequence as a component of its record.
 *
 * @param optional whether the standard lets it be absent; of the additions, each can be
 * @param bit its place in the bitmap of the root's optional members or of the additions; -1 when it has none
 */
record Field(Type.Member member, String name, String declaredName, boolean optional, boolean addition, int bit) {
    static List<Field> of(Type.Sequence sequence, Scope scope) {
        List<Field> fields = new ArrayList<>();
        int bit = 0;
        for (Type.Member member : sequence.root()) {
            fields.add(field(member, scope, member.optional(), false, member.optional() ? bit++ : -1));
        }
        bit = 0;
        for (Type.Member member : sequence.additions()) {
            fields.add(field(member, scope, true, true, bit++));
        }
        return fields;
    }

    private static Field field(Type.Member member, Scope scope, boolean optional, boolean addition, int bit) {
        String declaredName = scope.nestedName(member.name());
        return new Field(member, Names.member(member.name()), declaredName, optional, addition, bit);
    }

    Type type() {
        return member.type();
    }

    /** NULL: only whether it is there. */
    boolean isFlag(TypeCode code) {
        return code.isNull(type());
    }

    String javaType(TypeCode code) {
        String type = code.javaType(type(), declaredName);
        return optional && !isFlag(code) ? code.optional(type) : type;
    }

    /** The expression that tells whether it is there. */
    String present(TypeCode code) {
        return isFlag(code) ? name : name + " != null";
    }
}
