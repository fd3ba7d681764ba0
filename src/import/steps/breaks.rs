//! Makes the conference's breaks, meals and service sessions, without duplicates.
//!
//! The rule of this file: many systems list a break once for each room, each time under another id; entries with the
//! same title, start and end are one break.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

use crate::domain::conference::{Break, RoomId};
use crate::domain::moment::Moment;
use crate::import::draft::DraftBreak;
use crate::import::report::{Kind, Line};
use crate::import::steps::length::{Length, placed};
use crate::import::steps::zone::Zone;
use crate::import::text;

/// A break in one room.
pub struct Pause {
    /// Its title.
    pub title: String,
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
    /// The room's name; `None` means all rooms.
    pub room: Option<String>,
}

/// A break with usable title and times; `None`, with a line in the report, if it has no title or start.
pub fn pause_of(draft: &DraftBreak, zone: Option<&Zone>, lines: &mut Vec<Line>) -> Option<Pause> {
    let title = text::line(&draft.title);
    if title.is_empty() {
        let what = "it has no title";
        lines.push(Line::new(Kind::BreakDropped, draft.room.as_deref().unwrap_or("a break"), what));
        return None;
    }
    let Some(start) = draft.start.and_then(|start| placed(start, &title, zone, lines)) else {
        lines.push(Line::new(Kind::BreakDropped, title, "it has no usable start"));
        return None;
    };
    let length = Length { start, end: draft.end, minutes: draft.minutes };
    let end = zone.and_then(|zone| length.end(&title, zone, lines));
    Some(Pause { title, start, end, room: text::line_if_any(draft.room.as_deref()) })
}

/// Merges the entries of a break in several rooms into one. A break in all rooms is everywhere.
pub fn breaks_of(
    pauses: Vec<Pause>,
    room_ids: &BTreeMap<String, String>,
    rooms: usize,
    lines: &mut Vec<Line>,
) -> Vec<Break> {
    let mut together: BTreeMap<(Moment, Option<Moment>, String), Vec<Option<String>>> = BTreeMap::new();
    for Pause { title, start, end, room } in pauses {
        together.entry((start, end, title)).or_default().push(room);
    }
    let mut breaks = Vec::new();
    for ((start, end, title), places) in together {
        if places.len() > 1 {
            let what = format!("{}, listed {} times", start.time_of_day(), places.len());
            lines.push(Line::new(Kind::BreakMerged, &title, what));
        }
        let is_everywhere = places.iter().any(Option::is_none);
        let mut in_rooms: Vec<RoomId> = places
            .iter()
            .flatten()
            .filter_map(|room| room_ids.get(room))
            .map(|id| id.as_str().into())
            .collect();
        in_rooms.sort();
        in_rooms.dedup();
        if is_everywhere || in_rooms.len() == rooms && rooms > 1 {
            in_rooms.clear();
        }
        breaks.push(Break { title, start, end, rooms: in_rooms });
    }
    breaks
}

/// Whether a title is a usual word for a break, or several of them (`Lunch / Mittagspause`). Letter case, digits and
/// signs do not matter; other words do: `Lunch with the speakers` is not a break.
pub fn is_usual(title: &str) -> bool {
    let part = |part: &str| {
        let is_letter = |letter: char| letter.is_alphabetic() || is_combining_mark(letter);
        let words: Vec<String> = part
            .split(|letter| !is_letter(letter))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.join(" ")
    };
    let parts: Vec<String> = title.split(['/', '|']).map(part).filter(|part| !part.is_empty()).collect();
    !parts.is_empty() && parts.iter().all(|part| USUAL.contains(&part.as_str()))
}

/// Usual words for breaks, in the languages that the import knows, in lower case and without signs.
#[rustfmt::skip]
const USUAL: &[&str] = &[
    // English
    "break", "breaks", "coffee", "coffee break", "tea", "tea break", "tea coffee", "coffee tea", "coffee tea break",
    "tea and coffee", "coffee and tea", "tea coffee break", "short break", "morning break", "afternoon break",
    "morning coffee", "afternoon coffee", "afternoon tea", "morning tea", "breakfast", "brunch", "lunch", "lunch break",
    "lunchtime", "lunch time", "dinner", "dinner break", "bio break", "refreshments", "snack", "snacks", "snack break",
    "registration", "registration desk", "registration open", "registration opens", "registration and coffee",
    "registration coffee", "coffee and registration", "registration and breakfast", "registration breakfast", "check in", "doors open",
    "changeover", "change over", "room change", "changing rooms", "intermission", "recess",
    // German
    "pause", "kurze pause", "kaffee", "kaffeepause", "kaffee pause", "teepause", "mittag", "mittagspause", "mittagessen",
    "frühstück", "frühstückspause", "abendessen", "abendpause", "umbau", "umbaupause", "raumwechsel", "registrierung", "anmeldung", "einlass",
    // French
    "pause café", "pause cafe", "pause thé", "pause déjeuner", "pause dejeuner", "déjeuner", "dejeuner", "pause repas",
    "repas", "petit déjeuner", "dîner", "accueil", "accueil café", "inscription", "enregistrement", "pause midi",
    // Spanish, Catalan, Portuguese, Italian, Romanian
    "pausa", "descanso", "café", "pausa café", "pausa para café", "pausa para el café", "pausa del café", "descanso para café", "almuerzo",
    "comida", "pausa para comer", "desayuno", "cena", "registro", "acreditación", "inscripción", "esmorzar", "dinar", "sopar",
    "pausa cafè", "pausa per dinar", "acreditació", "registre", "almoço", "pausa para almoço", "intervalo", "café da manhã",
    "jantar", "credenciamento", "inscrição", "pausa caffè", "pausa caffe", "caffè", "pranzo", "pausa pranzo", "colazione", "registrazione", "accoglienza",
    "intervallo", "pauză", "pauză de cafea", "pauză de prânz", "prânz", "înregistrare", "cină",
    // Dutch, Danish, Norwegian, Swedish, Finnish
    "pauze", "koffie", "koffiepauze", "theepauze", "lunchpauze", "middagpauze", "registratie", "ontvangst", "inschrijving",
    "kaffepause", "frokost", "frokostpause", "middag", "registrering", "lunsj", "lunsjpause", "paus", "kaffepaus", "fika", "lunchpaus", "tauko",
    "kahvitauko", "lounas", "lounastauko", "ruokatauko", "ilmoittautuminen", "rekisteröityminen", "kahvi",
    // Polish, Czech, Hungarian, Bulgarian, Russian, Ukrainian, Greek, Turkish
    "przerwa", "przerwa kawowa", "przerwa obiadowa", "przerwa na kawę", "przerwa na lunch", "obiad", "rejestracja",
    "přestávka", "přestávka na kávu", "polední přestávka", "polední pauza", "oběd", "registrace", "szünet", "kávészünet", "ebédszünet", "ebéd",
    "regisztráció", "почивка", "кафе пауза", "обяд", "обедна почивка", "регистрация", "перерыв", "кофе брейк", "кофе пауза", "обед",
    "обеденный перерыв", "перерва", "кава брейк", "кава пауза", "обід", "обідня перерва", "реєстрація", "διάλειμμα", "διάλειμμα για καφέ", "γεύμα",
    "μεσημεριανό διάλειμμα", "εγγραφή", "εγγραφές", "ara", "mola", "kahve molası", "çay molası", "öğle arası", "öğle yemeği", "kayıt", "kahve arası",
    // Arabic, Persian, Hebrew, Hindi, Indonesian, Vietnamese, Thai
    "استراحة", "استراحة قهوة", "استراحة غداء", "استراحة الغداء", "غداء", "الغداء", "التسجيل", "تسجيل", "ناهار", "استراحت", "پذیرایی", "ثبت نام",
    "הפסקה", "הפסקת קפה", "הפסקת צהריים", "ארוחת צהריים", "צהריים", "רישום", "הרשמה", "विराम", "चाय विराम", "भोजन", "दोपहर का भोजन", "पंजीकरण",
    "istirahat", "rehat kopi", "makan siang", "pendaftaran", "registrasi", "nghỉ giải lao", "giải lao", "ăn trưa", "nghỉ trưa", "đăng ký", "พัก", "พักเบรก",
    "พักกลางวัน", "พักเที่ยง", "อาหารกลางวัน", "ลงทะเบียน",
    // Japanese, Korean, Chinese
    "休憩", "昼休み", "昼休憩", "昼食", "ランチ", "ランチ休憩", "コーヒーブレイク", "受付", "開場", "휴식", "휴식 시간", "점심", "점심 시간", "점심시간", "점심 식사", "등록",
    "커피 브레이크", "午休", "午餐", "茶歇", "休息", "午饭", "签到", "注册", "報到", "中場休息", "茶敘", "午餐時間",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_title_of_usual_words_is_a_break() {
        for title in [
            "Lunch",
            "COFFEE BREAK ☕",
            "Lunch / Mittagspause",
            "Pause café",
            "Break 2",
            "昼休み",
            "चाय विराम",
        ] {
            assert!(is_usual(title), "{title}");
        }
        for title in ["Lunch with Ada", "Breaking things", "☕", "", "Coffee / How to brew it"] {
            assert!(!is_usual(title), "{title}");
        }
    }
}
