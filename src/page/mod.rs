//! The page: components with plain props and callbacks.
