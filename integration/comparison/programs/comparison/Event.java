package comparison;

/** A record of the programs. */
public class Event {
    public String key = "";
    public long value;
    public long time;

    public Event() {}

    public Event(String key, long value, long time) {
        this.key = key;
        this.value = value;
        this.time = time;
    }

    @Override
    public String toString() {
        return key + value + "@" + time;
    }
}
