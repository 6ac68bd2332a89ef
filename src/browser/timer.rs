//! Doing something a little later.

use gloo_timers::callback::Timeout;

/// Something that is going to happen; dropping it calls it off.
pub struct Later {
    _timeout: Timeout,
}

/// Calls back after so many milliseconds.
pub fn later(milliseconds: u32, callback: impl FnOnce() + 'static) -> Later {
    Later { _timeout: Timeout::new(milliseconds, callback) }
}
