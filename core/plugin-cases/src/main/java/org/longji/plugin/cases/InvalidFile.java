package org.longji.plugin.cases;

import com.fasterxml.jackson.databind.JsonMappingException;
import org.apiguardian.api.API;

/** A file that cannot be used, with the place in it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class InvalidFile extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    /**
     * Names the place.
     *
     * @param source the file
     * @param pointer JSON pointer to the value that is wrong
     * @param problem what is wrong
     */
    public InvalidFile(WrittenFile source, String pointer, String problem) {
        this(source, source.line(pointer), pointer, problem);
    }

    InvalidFile(WrittenFile source, int line, String pointer, String problem) {
        super(source.name() + ":" + line + ": " + placed(pointer, problem));
        this.line = line;
        this.problem = placed(pointer, problem);
    }

    private static String placed(String pointer, String problem) {
        return (pointer.isEmpty() ? "" : pointer + ": ") + problem;
    }

    /** {@return the line, counted from one} */
    public int line() {
        return line;
    }

    /** {@return what is wrong, with the pointer and without the file} */
    public String problem() {
        return problem;
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
