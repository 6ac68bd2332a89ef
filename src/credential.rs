//! TODO credential
