//! New entries to fill in, from the templates beside knowledge/FIELDS.md.

use std::time::{SystemTime, UNIX_EPOCH};

use super::causes::{CAUSES, group_of};
use super::near::did_you_mean;

const KINDS: [(&str, &str, &str, &str); 4] = [
    ("cause", "causes", "md", include_str!("../../../knowledge/TEMPLATE.cause.md")),
    ("error", "errors", "md", include_str!("../../../knowledge/TEMPLATE.error.md")),
    ("provider", "providers", "toml", include_str!("../../../knowledge/TEMPLATE.provider.toml")),
    ("client", "clients", "toml", include_str!("../../../knowledge/TEMPLATE.client.toml")),
];

/// The path of a new entry in the knowledge folder, and its text with every place to fill in marked TODO.
///
/// # Errors
/// Where there is no such kind, or the id can't be one of it.
pub fn scaffold(kind: &str, id: &str) -> Result<(String, String), String> {
    let Some((_, folder, ending, template)) = KINDS.iter().find(|(name, ..)| *name == kind) else {
        let near = did_you_mean(kind, KINDS.iter().map(|(name, ..)| *name));
        return Err(format!("there is no kind `{kind}`{near}"));
    };
    if !super::check::is_slug(id) {
        return Err("an id is made of a-z, 0-9, `-` and `_`".to_owned());
    }
    let group = group_of(id);
    if kind == "cause" && group.is_none() {
        let near = did_you_mean(id, CAUSES.iter().flat_map(|(_, ids)| ids.iter().copied()));
        return Err(format!("`{id}` is not on the closed list of causes{near}"));
    }
    let text = template
        .replace("{{id}}", id)
        .replace("{{group}}", group.unwrap_or_default())
        .replace("{{today}}", &today());
    Ok((format!("{folder}/{id}.{ending}"), text))
}

/// The day by this machine's clock, in UTC: `2026-11-21`.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day counted from 1970-01-01, by eras of 400 years that begin in March.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Day numbers are GNU date's: `date -ud 2024-02-29 +%s`, divided by 86400.
    #[test]
    fn days() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (11_016, (2000, 2, 29)),
            (19_782, (2024, 2, 29)),
            (19_783, (2024, 3, 1)),
            (20_778, (2026, 11, 21)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(civil(days), date, "{days}");
        }
    }
}
