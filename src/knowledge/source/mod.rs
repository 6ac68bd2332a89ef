//! Reads, checks and compiles the knowledge base as people write it. Native only.
