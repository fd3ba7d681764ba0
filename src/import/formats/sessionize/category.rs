//! Recognises what organisers' categories are, in many languages: tracks, levels, languages, formats, or otherwise
//! tags.
//!
//! The rule of this file: a title is recognised by its words, and a category that is not recognised becomes tags, so
//! that nothing is lost. The first meaning in the list wins, so `Session language` is a language, not a format.

/// The meaning of a category's items for a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The languages in which it is held.
    Language,
    /// The audience.
    Level,
    /// The kind of session.
    Format,
    /// Its track, because the title says so.
    Track,
    /// The topic: used as the track if no category is called one.
    Topic,
    /// Further words for searching.
    Tags,
}

impl Meaning {
    /// The words of the report for this meaning.
    pub fn what(self) -> &'static str {
        match self {
            Meaning::Language => "languages",
            Meaning::Level => "level",
            Meaning::Format => "format",
            Meaning::Track | Meaning::Topic => "track",
            Meaning::Tags => "tags",
        }
    }
}

/// Words in titles, in any language. `*` stands for any ending; words of scripts without spaces are searched for
/// anywhere in the title.
const WORDS: &[(Meaning, &[&str])] = &[
    // Programming languages, and other titles that only sound like one of the meanings below.
    (
        Meaning::Tags,
        &[
            "program*",
            "coding",
            "framework*",
            "technolog*",
            "tag",
            "tags",
            "プログラミング",
            "编程",
            "程式語言",
        ],
    ),
    (
        Meaning::Language,
        &[
            "bahasa",
            "dil",
            "idioma*",
            "jazyk*",
            "język*",
            "kiel*",
            "langu*",
            "lengua*",
            "limb*",
            "lingua*",
            "língua*",
            "lingue",
            "nyelv*",
            "sprach*",
            "språk*",
            "sprog*",
            "taal",
            "talen",
            "мова*",
            "мови",
            "язык*",
            "γλώσσα*",
            "言語",
            "语言",
            "語言",
            "언어",
            "שפה",
            "לשון",
            "اللغة",
            "لغة",
        ],
    ),
    (
        Meaning::Level,
        &[
            "complexity",
            "difficult*",
            "difficulté",
            "dificultad",
            "dificuldade",
            "difficoltà",
            "erfahrung*",
            "experience*",
            "level*",
            "livell*",
            "moeilijkheid*",
            "nehézség*",
            "nivå*",
            "niveau*",
            "nivel*",
            "nível",
            "níveis",
            "nivell*",
            "obtížnost*",
            "poziom*",
            "schwierigkeit*",
            "seviye*",
            "szint*",
            "taso",
            "úroveň*",
            "рівень",
            "сложность",
            "уровень",
            "επίπεδο",
            "レベル",
            "対象者",
            "難易度",
            "难度",
            "難度",
            "级别",
            "난이도",
            "수준",
            "רמה",
            "المستوى",
            "مستوى",
        ],
    ),
    (
        Meaning::Format,
        &[
            "art",
            "biçim*",
            "dauer",
            "duration",
            "durée",
            "duración",
            "duração",
            "format*",
            "formát*",
            "kind",
            "length",
            "muoto",
            "rodzaj*",
            "tip",
            "tipo*",
            "tür",
            "typ",
            "type",
            "types",
            "typy",
            "typen",
            "вид",
            "тип",
            "формат*",
            "τύπος",
            "セッション種別",
            "フォーマット",
            "形式",
            "時間",
            "类型",
            "類型",
            "형식",
            "유형",
            "סוג",
            "نوع",
        ],
    ),
    (
        Meaning::Track,
        &[
            "devroom*",
            "parcours",
            "pista*",
            "rail",
            "stream*",
            "track*",
            "трек*",
            "トラック",
            "轨道",
            "議程軌",
            "트랙",
            "מסלול",
            "المسار",
        ],
    ),
    (
        Meaning::Topic,
        &[
            "aihe*",
            "area*",
            "argoment*",
            "categor*",
            "catégor*",
            "kategori*",
            "domain*",
            "konu*",
            "onderwerp*",
            "subject*",
            "sujet*",
            "tema",
            "temas",
            "tematyka",
            "temat*",
            "téma*",
            "thema",
            "themen",
            "theme*",
            "thème*",
            "thématique*",
            "tópico*",
            "topic*",
            "ämne*",
            "emne*",
            "категори*",
            "тема*",
            "темы",
            "θέμα*",
            "テーマ",
            "トピック",
            "カテゴリ",
            "主题",
            "主題",
            "分类",
            "分類",
            "주제",
            "נושא",
            "الموضوع",
        ],
    ),
];

/// The meaning of a category with this title.
pub fn meaning(title: &str) -> Meaning {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|letter: char| !letter.is_alphanumeric()).collect();
    let is_in_title = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => words.iter().any(|other| other.starts_with(beginning)),
        None if word.chars().all(is_spaceless) => title.contains(word),
        None => words.contains(&word),
    };
    let found = WORDS.iter().find(|(_, words)| words.iter().any(|word| is_in_title(word)));
    found.map_or(Meaning::Tags, |(meaning, _)| *meaning)
}

/// Whether a letter belongs to a script that writes words without spaces, or joins endings and articles to them.
fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{6FF}' | '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Whether an item is only "yes" or "no", which means nothing without its category's title.
pub fn is_yes_or_no(item: &str) -> bool {
    let words = [
        "да",
        "hayır",
        "evet",
        "ja",
        "nee",
        "nei",
        "nein",
        "nej",
        "nie",
        "no",
        "non",
        "não",
        "oui",
        "sí",
        "sì",
        "si",
        "sim",
        "tak",
        "true",
        "false",
        "yes",
        "はい",
        "いいえ",
        "是",
        "否",
        "כן",
        "לא",
        "нет",
    ];
    words.contains(&item.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_recognised_in_many_languages() {
        for (title, expected) in [
            ("Language", Meaning::Language),
            ("Session language / Sprache der Session", Meaning::Language),
            ("発表言語", Meaning::Language),
            ("Programming Language", Meaning::Tags),
            ("Level", Meaning::Level),
            ("Niveau technique", Meaning::Level),
            ("Schwierigkeitsgrad", Meaning::Level),
            ("対象者レベル", Meaning::Level),
            ("Session format", Meaning::Format),
            ("Art der Session", Meaning::Format),
            ("Type", Meaning::Format),
            ("TypeScript or JavaScript?", Meaning::Tags),
            ("セッション形式", Meaning::Format),
            ("Track", Meaning::Track),
            ("Tracks (choose one)", Meaning::Track),
            ("トピック / Topic", Meaning::Topic),
            ("Themen", Meaning::Topic),
            ("Catégorie", Meaning::Topic),
            ("נושא ההרצאה", Meaning::Topic),
            ("Tags", Meaning::Tags),
            ("Will you need a pony?", Meaning::Tags),
            ("", Meaning::Tags),
        ] {
            assert_eq!(meaning(title), expected, "{title}");
        }
    }
}
