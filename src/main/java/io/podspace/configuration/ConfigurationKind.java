package io.podspace.configuration;

import io.podspace.platform.Changed.Topic;

/** Whether members may read the values, or editors only. */
public enum ConfigurationKind {
    CONFIG_MAP("config map", Topic.CONFIG_MAP),
    SECRET("secret", Topic.SECRET);

    private final String text;
    private final Topic topic;

    ConfigurationKind(String text, Topic topic) {
        this.text = text;
        this.topic = topic;
    }

    /** As sentences name it. */
    public String text() {
        return text;
    }

    public Topic topic() {
        return topic;
    }
}
