package io.podspace.console;

import jakarta.faces.context.ResponseWriter;
import jakarta.faces.context.ResponseWriterWrapper;
import java.io.IOException;

/** Leaves style attributes out: the policy of the pages refuses them. For renderers of widgets that write one. */
final class UnstyledWriter extends ResponseWriterWrapper {
    UnstyledWriter(ResponseWriter plain) {
        super(plain);
    }

    @Override
    public void writeAttribute(String name, Object value, String property) throws IOException {
        if (!name.equals("style")) {
            super.writeAttribute(name, value, property);
        }
    }
}
