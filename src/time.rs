//! Moments as protocols write them, in seconds since 1970 (UTC). No clock is read: what counts is what a paste shows.

/// Seconds of a day.
const DAY: i64 = 86_400;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// The moment of an HTTP date, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7; the obsolete forms are not read).
///
/// ```
/// use token_triage::time::http_date;
/// assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
/// assert_eq!(http_date("yesterday"), None);
/// ```
pub fn http_date(text: &str) -> Option<i64> {
    let (_, rest) = text.trim().split_once(", ")?;
    let mut parts = rest.split(' ');
    let day = number(parts.next()?)?;
    let month = MONTHS.find(parts.next().filter(|name| name.len() == 3)?)? / 3;
    let year = number(parts.next()?)?;
    let mut clock = parts.next()?.split(':');
    let mut next = || number(clock.next()?);
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let sound = (1..=31).contains(&day)
        && (1970..10_000).contains(&year)
        && hours < 24
        && minutes < 60
        && seconds < 61;
    let days = days(year, i64::try_from(month).ok()? + 1, day);
    sound.then_some(days * DAY + hours * 3600 + minutes * 60 + seconds)
}

/// A number of at most five digits.
fn number(text: &str) -> Option<i64> {
    (text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// Days from 1970 to a day of the Gregorian calendar. Years begin in March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let months = (month + 9) % 12;
    year * 365 + year / 4 - year / 100 + year / 400 + (months * 153 + 2) / 5 + day - 719_469
}

/// A moment as text, `2026-11-21 10:00:00 UTC`; `None` outside the years 1970 to 9999.
///
/// ```
/// assert_eq!(token_triage::time::text(784_111_777).as_deref(), Some("1994-11-06 08:49:37 UTC"));
/// ```
pub fn text(seconds: i64) -> Option<String> {
    if !(0..253_402_300_800).contains(&seconds) {
        return None;
    }
    let (day, clock) = (seconds / DAY, seconds % DAY);
    // Four hundred years have 146097 days; the count begins with March of the year 0.
    let shifted = day + 719_468;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * of_year + 2) / 153;
    let month = if months < 10 { months + 3 } else { months - 9 };
    let year = year_of_era + shifted / 146_097 * 400 + i64::from(month <= 2);
    let mut text = String::new();
    push(&mut text, year, 4, "-");
    push(&mut text, month, 2, "-");
    push(&mut text, of_year - (153 * months + 2) / 5 + 1, 2, " ");
    push(&mut text, clock / 3600, 2, ":");
    push(&mut text, clock / 60 % 60, 2, ":");
    push(&mut text, clock % 60, 2, " UTC");
    Some(text)
}

fn push(text: &mut String, number: i64, digits: u32, behind: &str) {
    for place in (0..digits).rev() {
        let digit = u32::try_from(number / 10_i64.pow(place) % 10).unwrap_or(0);
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
    text.push_str(behind);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `date -u -d @SECONDS`.
    #[test]
    fn moments_are_those_of_gnu_date() {
        let table = [
            (0, "1970-01-01 00:00:00 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (951_868_800, "2000-03-01 00:00:00 UTC"),
            (1_735_689_599, "2024-12-31 23:59:59 UTC"),
            (4_107_542_400, "2100-03-01 00:00:00 UTC"),
            (253_402_300_799, "9999-12-31 23:59:59 UTC"),
        ];
        for (seconds, expected) in table {
            assert_eq!(text(seconds).as_deref(), Some(expected));
        }
        assert_eq!(text(-1), None);
        assert_eq!(text(1_735_689_599_000), None);
    }

    #[test]
    fn http_dates() {
        let table = [
            ("Sat, 21 Nov 2026 10:00:00 GMT", Some(1_795_255_200)),
            ("Tue, 29 Feb 2000 00:00:00 GMT", Some(951_782_400)),
            ("Sat, 21 Nov 2026 10:00 GMT", None),
            ("Sat, 21 Xyz 2026 10:00:00 GMT", None),
            ("Sat, 99 Nov 2026 10:00:00 GMT", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(http_date(text), expected, "{text}");
        }
    }
}
