package io.yarnflink.client.settings;

/** A key, its value as written, and where it was written. */
record Setting(String key, String value, String origin) {}
