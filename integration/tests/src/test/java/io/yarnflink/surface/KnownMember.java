package io.yarnflink.surface;

/**
 * One member of the surface that users know.
 *
 * @param descriptor the erased parameters and result
 * @param stable whether it was promised to be stable, and not only to evolve
 * @param releases the releases that have it
 */
record KnownMember(
        String className, String name, String descriptor, boolean stable, String releases, boolean deprecated) {
    static KnownMember parse(String line) {
        String[] columns = line.split("\t", -1);
        return new KnownMember(
                columns[0],
                columns[1],
                columns[2],
                columns[3].equals("Public"),
                columns[4],
                columns[5].equals("deprecated"));
    }

    /** The part of the surface it belongs to: the package, without the common prefix. */
    String part() {
        String outer = className.contains("$") ? className.substring(0, className.indexOf('$')) : className;
        return outer.substring("org.apache.flink.".length(), outer.lastIndexOf('.'));
    }

    String simpleClassName() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
