package org.longji.plugin.testkit;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** A file that cannot be used, with the place in it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public class InvalidFile extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the place.
     *
     * @param file the file
     * @param pointer JSON pointer to the value that is wrong
     * @param problem what is wrong
     */
    public InvalidFile(Path file, String pointer, String problem) {
        super(file + ":" + YamlLines.of(file).line(pointer) + ": " + (pointer.isEmpty() ? "" : pointer + ": ")
                + problem);
    }

    static String pointer(Exception e) {
        StringBuilder pointer = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            mapping.getPath()
                    .forEach(step -> pointer.append('/')
                            .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        }
        return pointer.toString();
    }
}
