//! Korean particles that depend on the sound before them (은/는, 이/가, 을/를, 과/와, 으로/로).
