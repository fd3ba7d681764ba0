//! Usual words for breaks, in every language that the import knows.
//!
//! The rule of this file: only a whole title of usual words is a break; with any other word it is a session. Each
//! language has words for the same five notions, as programmes write them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::letters::fold;

/// Whether a title is a usual word for a break, or several of them (`Lunch / Mittagspause`, `Registration and coffee`).
/// Letter case, accents, digits and signs do not matter; other words do: `Lunch with the speakers` is not a break.
pub fn is_usual(title: &str) -> bool {
    static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let usual = USUAL.iter().flat_map(|(_, notions)| notions.iter().copied().flatten());
        usual.map(|title| words(&plain(title)).join(" ")).collect()
    });
    let is_known = |words: &[&str]| KNOWN.contains(&words.join(" "));
    let title = plain(title).replace(" - ", "/");
    let mut parts = title.split(SEPARATORS).map(words).filter(|part| !part.is_empty()).peekable();
    // Some usual titles contain a word of `ANDS`, which may mean something else in their language.
    let is_part = |part: Vec<&str>| is_known(&part) || part.split(|word| ANDS.contains(word)).all(is_known);
    parts.peek().is_some() && parts.all(is_part)
}

/// The words of a text without the signs around them.
fn words(text: &str) -> Vec<&str> {
    let is_sign = |letter: char| !letter.is_alphabetic() && !is_combining_mark(letter);
    text.split(is_sign).filter(|word| !word.is_empty()).collect()
}

/// A title for comparison: lower case, without accents, with one form of letters that people write in two ways.
fn plain(title: &str) -> String {
    let one_form = |letter: char| match letter {
        // The dot that Hindi adds to a letter for a foreign sound, and the stroke that stretches an Arabic word.
        '\u{93C}' | '\u{640}' => None,
        'ة' => Some('ه'),
        'ى' | 'ی' => Some('ي'),
        'ک' => Some('ك'),
        _ => Some(letter),
    };
    fold(&title.nfkd().collect::<String>()).chars().filter_map(one_form).collect()
}

/// The signs between the parts of a title, as they are after `plain`.
const SEPARATORS: &[char] =
    &['/', '|', '&', '+', ',', ';', ':', '(', ')', '[', ']', '–', '—', '·', '•', '、', '・', '【', '】', '،'];

/// Words for "and" and "with", as they are after `plain`.
#[rustfmt::skip]
const ANDS: &[&str] = &[
    "and", "with", "und", "mit", "et", "avec", "y", "con", "i", "amb", "e", "com", "en", "met", "og", "och",
    "med", "ja", "es", "si", "cu", "oraz", "z", "a", "s", "и", "с", "і", "та", "з", "και", "με", "ve", "dan",
    "va", "و", "और", "एवं", "तथा", "व", "및",
];

/// For each language: meals; coffee and tea; breaks; registration; changes of rooms.
#[rustfmt::skip]
const USUAL: &[(&str, [&[&str]; 5])] = &[
    ("ar", [
        &["غداء", "الغداء", "استراحة غداء", "استراحة الغداء", "وجبة الغداء", "فطور", "الفطور", "إفطار", "الإفطار",
            "عشاء", "العشاء", "الصلاة", "استراحة الصلاة", "استراحة صلاة", "الغداء والصلاة", "استراحة الغداء والصلاة",
            "استراحة غداء وصلاة"],
        &["قهوة", "القهوة", "شاي", "الشاي", "استراحة قهوة", "استراحة القهوة", "استراحة شاي", "استراحة الشاي",
            "قهوة وشاي", "شاي وقهوة"],
        &["استراحة", "الاستراحة", "استراحة قصيرة", "فاصل", "راحة"],
        &["تسجيل", "التسجيل", "تسجيل الحضور", "تسجيل المشاركين", "تسجيل الوصول", "استقبال", "الاستقبال",
            "استقبال المشاركين", "الاستقبال والتسجيل", "التسجيل والاستقبال"],
        &["تغيير القاعة", "تغيير القاعات", "تبديل القاعة", "تبديل القاعات", "الانتقال بين القاعات",
            "انتقال بين القاعات"],
    ]),
    ("bg", [
        &["обяд", "обедна почивка", "обедна пауза", "почивка за обяд", "закуска", "вечеря"],
        &["кафе", "чай", "кафе пауза", "кафепауза", "кафе почивка", "почивка за кафе", "пауза за кафе"],
        &["почивка", "пауза", "кратка почивка", "кратка пауза"],
        &["регистрация", "регистриране", "регистрация на участници", "регистрация на участниците"],
        &["смяна на зала", "смяна на залата", "смяна на зали", "смяна на залите", "преминаване в друга зала"],
    ]),
    ("ca", [
        &["dinar", "pausa dinar", "pausa per dinar", "pausa per a dinar", "pausa del dinar", "hora de dinar",
            "esmorzar", "berenar", "sopar"],
        &["cafè", "pausa cafè", "pausa per cafè", "pausa per a cafè", "pausa per al cafè", "pausa del cafè"],
        &["pausa", "descans", "pausa curta"],
        &["registre", "acreditació", "acreditacions", "inscripció", "inscripcions", "recepció d'assistents",
            "registre d'assistents", "recollida d'acreditacions", "lliurament d'acreditacions"],
        &["canvi de sala", "canvi de sales", "canvi d'aula", "canvi d'aules", "canvi d'espai"],
    ]),
    ("cs", [
        &["oběd", "polední přestávka", "polední pauza", "obědová přestávka", "obědová pauza", "přestávka na oběd",
            "pauza na oběd", "snídaně", "večeře", "občerstvení"],
        &["káva", "čaj", "kafe", "přestávka na kávu", "pauza na kávu", "kávová přestávka", "kávová pauza"],
        &["přestávka", "pauza", "krátká přestávka", "krátká pauza"],
        &["registrace", "registrace účastníků", "prezence", "prezence účastníků"],
        &["změna sálu", "změna místnosti", "přesun", "přesun mezi sály", "přesun do sálů", "přesun do jiného sálu",
            "přesun mezi místnostmi", "přechod mezi sály"],
    ]),
    ("da", [
        &["frokost", "frokostpause", "middag", "middagspause", "morgenmad", "aftensmad"],
        &["kaffe", "kaffepause", "kaffe pause", "te", "tepause", "kaffe og kage", "eftermiddagskaffe", "morgenkaffe"],
        &["pause", "kort pause", "benstrækker"],
        &["registrering", "indskrivning", "indtjekning", "indcheckning", "tilmelding", "ankomst"],
        &["lokaleskift", "lokaleskifte", "salskift", "rumskifte", "skift af lokale", "skift af sal", "skift lokale",
            "sceneskift"],
    ]),
    ("de", [
        &["mittag", "mittagessen", "mittagspause", "mittags pause", "mittagsimbiss", "lunchpause", "imbiss",
            "frühstück", "fruehstueck", "frühstückspause", "fruehstueckspause", "abendessen", "abendpause"],
        &["kaffee", "kaffeepause", "kaffee pause", "tee", "teepause", "kaffee und kuchen"],
        &["pause", "kurze pause", "kleine pause", "große pause", "kurzpause", "vormittagspause", "nachmittagspause",
            "verschnaufpause", "biopause"],
        &["registrierung", "anmeldung", "akkreditierung", "einlass", "ankunft", "registrierung der teilnehmer",
            "teilnehmerregistrierung", "türöffnung", "tueroeffnung"],
        &["umbau", "umbaupause", "raumwechsel", "saalwechsel", "wechselpause", "raumwechselpause", "hörsaalwechsel",
            "hoersaalwechsel", "zimmerwechsel", "wechselzeit", "bühnenumbau", "buehnenumbau"],
    ]),
    ("el", [
        &["γεύμα", "μεσημεριανό", "μεσημεριανό γεύμα", "μεσημεριανό διάλειμμα", "ελαφρύ γεύμα",
            "διάλειμμα για φαγητό", "διάλειμμα για γεύμα", "διάλειμμα για μεσημεριανό", "διάλειμμα γεύματος",
            "διάλειμμα φαγητού", "πρωινό", "δείπνο"],
        &["καφές", "καφέ", "τσάι", "διάλειμμα για καφέ", "διάλειμμα καφέ", "διάλειμμα καφές"],
        &["διάλειμμα", "σύντομο διάλειμμα", "μικρό διάλειμμα"],
        &["εγγραφή", "εγγραφές", "προσέλευση", "υποδοχή", "εγγραφή συμμετεχόντων", "εγγραφές συμμετεχόντων",
            "προσέλευση συμμετεχόντων", "προσέλευση συνέδρων", "υποδοχή συνέδρων", "προσέλευση εγγραφές"],
        &["αλλαγή αίθουσας", "αλλαγή αιθουσών", "μετάβαση στις αίθουσες", "μετακίνηση σε άλλη αίθουσα"],
    ]),
    ("en", [
        &["lunch", "lunch break", "lunchbreak", "lunchtime", "lunch time", "networking lunch", "buffet lunch",
            "light lunch", "breakfast", "light breakfast", "continental breakfast", "brunch", "dinner",
            "dinner break", "dinner time", "supper"],
        &["coffee", "coffee break", "coffeebreak", "coffee time", "tea", "tea break", "teabreak", "tea time",
            "teatime", "tea coffee", "coffee tea", "tea coffee break", "coffee tea break", "morning coffee",
            "afternoon coffee", "morning tea", "afternoon tea", "welcome coffee", "refreshments", "refreshment break",
            "snack", "snacks", "snack break", "coffee and cake"],
        &["break", "breaks", "break time", "breaktime", "short break", "long break", "morning break",
            "mid morning break", "afternoon break", "mid afternoon break", "comfort break", "bio break",
            "health break", "stretch break", "rest break", "networking break", "intermission", "recess"],
        &["registration", "registrations", "registration desk", "registration open", "registration opens",
            "registration starts", "registration opening", "registration coffee", "registration breakfast",
            "on site registration", "late registration", "participant registration", "registration of participants",
            "arrivals", "arrival coffee", "check in", "checkin", "check in opens", "check in open", "badge pickup",
            "badge pick up", "badge collection", "doors open", "door opening"],
        &["changeover", "change over", "changeover break", "changeover time", "room change", "room changes",
            "room changeover", "room switch", "room transition", "change of room", "change of rooms", "change rooms",
            "changing rooms", "switch rooms", "switching rooms", "moving between rooms", "time to change rooms",
            "stage change", "stage changeover", "speaker changeover", "transition break", "transition time",
            "passing time", "passing period"],
    ]),
    ("es", [
        &["almuerzo", "comida", "pausa para comer", "pausa para comida", "pausa para la comida", "pausa comida",
            "pausa almuerzo", "pausa de almuerzo", "pausa para almuerzo", "pausa para el almuerzo",
            "descanso para comer", "descanso para almuerzo", "descanso para el almuerzo", "receso para comer",
            "receso para almuerzo", "receso de almuerzo", "receso almuerzo", "hora de comer", "hora de almuerzo",
            "hora del almuerzo", "desayuno", "merienda", "refrigerio", "cena"],
        &["café", "té", "pausa café", "pausa para café", "pausa para el café", "pausa del café", "pausa de café",
            "descanso café", "descanso para café", "descanso para el café", "descanso de café", "receso café",
            "receso para café", "receso de café"],
        &["pausa", "descanso", "receso", "pausa corta", "descanso corto", "breve descanso", "intermedio"],
        &["registro", "acreditación", "acreditaciones", "inscripción", "inscripciones", "registro de asistentes",
            "registro de participantes", "recogida de acreditaciones", "entrega de acreditaciones",
            "recepción de asistentes", "apertura de puertas", "apertura de registro"],
        &["cambio de sala", "cambio de salas", "cambio de aula", "cambio de aulas", "cambio de salón",
            "cambio de escenario", "traslado entre salas", "pausa para cambio de sala", "pausa cambio de sala"],
    ]),
    ("fa", [
        &["ناهار", "نهار", "صرف ناهار", "صرف نهار", "وقت ناهار", "زمان ناهار", "استراحت ناهار", "نماز", "صبحانه",
            "صرف صبحانه", "شام", "صرف شام"],
        &["قهوه", "چای", "استراحت قهوه", "وقت قهوه", "کافی بریک"],
        &["استراحت", "استراحت کوتاه", "تنفس", "پذیرایی", "میان برنامه"],
        &["ثبت نام", "ثبتنام", "ثبت نام شرکت کنندگان", "پذیرش", "پذیرش شرکت کنندگان"],
        &["تغییر سالن", "تعویض سالن", "جابجایی سالن", "جابجایی بین سالن ها", "جابه جایی بین سالن ها",
            "انتقال به سالن ها"],
    ]),
    ("fi", [
        &["lounas", "lounastauko", "ruokatauko", "ruokailu", "aamiainen", "aamupala", "päivällinen", "illallinen"],
        &["kahvi", "kahvit", "kahvitauko", "aamukahvi", "aamukahvit", "iltapäiväkahvi", "iltapäiväkahvit", "tee",
            "teetauko"],
        &["tauko", "lyhyt tauko", "jaloittelutauko", "väliaika"],
        &["ilmoittautuminen", "rekisteröityminen", "rekisteröinti", "sisäänkirjautuminen", "saapuminen"],
        &["salin vaihto", "salinvaihto", "salien vaihto", "tilan vaihto", "tilanvaihto", "huoneen vaihto",
            "huoneenvaihto", "vaihtotauko", "siirtyminen", "siirtymätauko", "siirtymäaika", "siirtyminen saleihin",
            "siirtyminen toiseen saliin"],
    ]),
    ("fr", [
        &["déjeuner", "pause déjeuner", "pause repas", "pause midi", "pause du midi", "pause de midi",
            "pause méridienne", "pause lunch", "repas", "repas de midi", "déjeuner libre", "déjeuner buffet",
            "buffet déjeunatoire", "cocktail déjeunatoire", "petit déjeuner", "goûter", "dîner", "souper"],
        &["café", "thé", "pause café", "pause thé", "pause gourmande", "café croissants", "café viennoiseries",
            "collation", "pause collation", "pause café thé"],
        &["pause", "pause courte", "courte pause", "petite pause", "pause santé", "pause réseautage", "récréation",
            "entracte"],
        &["accueil", "accueil café", "accueil petit déjeuner", "café d'accueil", "petit déjeuner d'accueil",
            "accueil des participants", "accueil du public", "inscription", "inscriptions", "enregistrement",
            "enregistrement des participants", "émargement", "accréditation", "accréditations", "retrait des badges",
            "ouverture des portes"],
        &["changement de salle", "changement de salles", "changement de plateau", "pause changement de salle",
            "déplacement entre les salles"],
    ]),
    ("he", [
        &["צהריים", "צהרים", "ארוחת צהריים", "ארוחת צהרים", "הפסקת צהריים", "הפסקת צהרים", "הפסקה לארוחת צהריים",
            "הפסקת אוכל", "ארוחת בוקר", "ארוחת ערב"],
        &["קפה", "הפסקת קפה", "קפה ותה", "קפה ומאפה", "קפה ומאפים", "קפה ועוגה", "הפסקת קפה ומאפה"],
        &["הפסקה", "הפסקה קצרה"],
        &["רישום", "הרשמה", "התכנסות", "התכנסות ורישום", "רישום והתכנסות", "התכנסות והרשמה", "הרשמה והתכנסות",
            "קבלת פנים והרשמה", "קבלת תגים", "צ'ק אין"],
        &["החלפת אולם", "החלפת אולמות", "החלפת חדר", "החלפת חדרים", "החלפת כיתות", "מעבר אולמות", "מעבר חדרים",
            "מעבר בין אולמות", "מעבר בין חדרים", "מעבר בין כיתות", "מעבר לאולמות"],
    ]),
    ("hi", [
        &["भोजन", "दोपहर का भोजन", "मध्याह्न भोजन", "मध्यान्ह भोजन", "भोजन अवकाश", "भोजनावकाश", "भोजन विराम",
            "दोपहर का खाना", "लंच", "लंच ब्रेक", "नाश्ता", "रात्रि भोजन", "रात का खाना"],
        &["कॉफी", "कॉफी ब्रेक", "कॉफी विराम", "चाय", "चाय विराम", "चाय ब्रेक", "चाय अवकाश", "टी ब्रेक", "चाय कॉफी",
            "चाय नाश्ता", "जलपान"],
        &["विराम", "अवकाश", "ब्रेक", "अंतराल", "मध्यांतर", "मध्यावकाश"],
        &["पंजीकरण", "पंजीयन", "प्रतिभागियों का पंजीकरण", "रजिस्ट्रेशन", "चेक इन"],
        &["कक्ष परिवर्तन", "हॉल परिवर्तन", "कमरा परिवर्तन", "सभागार परिवर्तन", "कक्ष बदलना", "हॉल बदलना", "कमरा बदलना",
            "रूम चेंज"],
    ]),
    ("hu", [
        &["ebéd", "ebédszünet", "ebéd szünet", "reggeli", "uzsonna", "vacsora"],
        &["kávé", "kávészünet", "kávé szünet", "tea", "teaszünet", "kávé és pogácsa"],
        &["szünet", "rövid szünet", "pihenő"],
        &["regisztráció", "érkezés", "bejelentkezés", "kapunyitás"],
        &["teremváltás", "terem váltás", "teremcsere", "átállás", "szekcióváltás", "helyszínváltás", "előadóváltás"],
    ]),
    ("id", [
        &["makan siang", "istirahat makan siang", "istirahat makan", "ishoma", "sholat", "shalat", "istirahat sholat",
            "sarapan", "makan malam"],
        &["kopi", "teh", "rehat kopi", "istirahat kopi", "jeda kopi", "rehat teh"],
        &["istirahat", "rehat", "jeda", "istirahat singkat", "jeda istirahat", "waktu istirahat"],
        &["pendaftaran", "pendaftaran peserta", "pendaftaran ulang", "registrasi", "registrasi peserta",
            "registrasi ulang", "daftar ulang"],
        &["pindah ruangan", "pindah ruang", "perpindahan ruangan", "perpindahan ruang", "pergantian ruangan",
            "pergantian ruang", "pergantian sesi", "ganti ruangan", "ganti ruang"],
    ]),
    ("it", [
        &["pranzo", "pausa pranzo", "pausa per il pranzo", "colazione", "colazione di lavoro", "merenda", "cena"],
        &["caffè", "tè", "pausa caffè", "pausa per il caffè", "pausa tè", "caffè di benvenuto"],
        &["pausa", "breve pausa", "pausa breve", "intervallo"],
        &["registrazione", "registrazioni", "registrazione partecipanti", "registrazione dei partecipanti",
            "accoglienza", "accredito", "accrediti", "iscrizione", "iscrizioni", "apertura porte"],
        &["cambio sala", "cambio sale", "cambio di sala", "cambio aula", "cambio di aula", "cambio d'aula",
            "cambio stanza", "cambio palco"],
    ]),
    ("ja", [
        &["昼食", "昼食時間", "昼食休憩", "昼休み", "昼休憩", "お昼", "お昼休み", "お昼休憩", "ランチ", "ランチ休憩",
            "ランチタイム", "ランチブレイク", "朝食", "夕食"],
        &["コーヒー", "コーヒーブレイク", "コーヒーブレーク", "コーヒー休憩", "コーヒータイム", "ティーブレイク",
            "ティータイム", "お茶", "お茶休憩", "おやつ", "おやつタイム", "おやつ休憩"],
        &["休憩", "休憩時間", "小休憩", "小休止", "中休み", "休み時間", "ブレイク", "ブレーク", "ブレイクタイム"],
        &["受付", "受付開始", "受付時間", "参加受付", "入場受付", "参加登録", "開場", "開場受付", "入場", "入場開始",
            "チェックイン"],
        &["移動", "移動時間", "移動休憩", "休憩移動", "会場移動", "会場の移動", "部屋移動", "部屋の移動", "教室移動",
            "ルーム移動", "転換", "転換時間", "会場転換", "入れ替え", "入替", "入れ替え時間", "会場入れ替え"],
    ]),
    ("ko", [
        &["점심", "점심 시간", "점심시간", "점심 식사", "점심식사", "점심 휴식", "중식", "오찬", "런치", "런치 타임",
            "런치타임", "런치 브레이크", "아침 식사", "조식", "저녁 식사", "석식"],
        &["커피", "커피 브레이크", "커피브레이크", "커피 타임", "커피타임", "티 타임", "티타임", "다과", "다과 시간"],
        &["휴식", "휴식 시간", "휴식시간", "쉬는 시간", "쉬는시간", "브레이크", "브레이크 타임", "브레이크타임",
            "인터미션", "정회"],
        &["등록", "참가 등록", "참가등록", "참가자 등록", "현장 등록", "현장등록", "등록 시작", "체크인", "접수",
            "입장"],
        &["이동", "이동 시간", "이동시간", "강의실 이동", "회의실 이동", "강연장 이동", "발표장 이동", "행사장 이동",
            "장소 이동", "룸 이동", "트랙 이동", "세션 이동", "자리 이동", "장내 정리", "장내정리"],
    ]),
    ("nl", [
        &["lunch", "lunchpauze", "lunch pauze", "middagpauze", "middageten", "ontbijt", "diner", "avondeten"],
        &["koffie", "koffiepauze", "koffie pauze", "thee", "theepauze", "koffie thee"],
        &["pauze", "korte pauze", "kleine pauze", "ochtendpauze"],
        &["registratie", "ontvangst", "inschrijving", "aanmelding", "aanmelden", "inloop", "inchecken",
            "deuren open"],
        &["zaalwissel", "zaalwisseling", "zaal wissel", "wissel van zaal", "wisselen van zaal", "wisselen van ruimte",
            "wisselen van lokaal", "ruimtewissel", "lokaalwissel", "podiumwissel", "wisselpauze", "wisseltijd",
            "wisselmoment", "ombouw"],
    ]),
    ("no", [
        &["lunsj", "lunsjpause", "lunsj pause", "lunchpause", "frokost", "frokostpause", "middag", "middagspause",
            "matpause", "kveldsmat"],
        &["kaffe", "kaffepause", "kaffe pause", "te", "tepause", "kaffe og kake", "kaffe og kaker"],
        &["pause", "kort pause", "friminutt", "beinstrekk", "benstrekk"],
        &["registrering", "innregistrering", "innsjekking", "innsjekk", "påmelding", "oppmøte", "ankomst",
            "dørene åpner", "dørene åpnes"],
        &["rombytte", "salbytte", "romskifte", "salskifte", "bytte rom", "bytte av rom", "bytte av sal",
            "skifte av rom", "skifte av sal", "sceneskift"],
    ]),
    ("pl", [
        &["obiad", "przerwa obiadowa", "przerwa lunchowa", "przerwa na obiad", "przerwa na lunch", "śniadanie",
            "przerwa śniadaniowa", "kolacja"],
        &["kawa", "herbata", "kawa powitalna", "przerwa kawowa", "przerwa na kawę", "przerwa na herbatę",
            "przerwa na kawę i herbatę"],
        &["przerwa", "krótka przerwa", "pauza", "antrakt"],
        &["rejestracja", "rejestracja uczestników", "rejestracja gości", "akredytacja", "odbiór identyfikatorów",
            "otwarcie drzwi"],
        &["zmiana sali", "zmiana sal", "przejście do sal", "przejście do innej sali", "przejście między salami",
            "przerwa na zmianę sali", "przerwa techniczna"],
    ]),
    ("pt", [
        &["almoço", "almoço livre", "pausa almoço", "pausa de almoço", "pausa para almoço", "pausa para o almoço",
            "intervalo de almoço", "intervalo para almoço", "intervalo para o almoço", "hora de almoço",
            "hora do almoço", "horário de almoço", "café da manhã", "pequeno almoço", "lanche", "pausa para lanche",
            "jantar"],
        &["café", "cafezinho", "pausa café", "pausa de café", "pausa do café", "pausa para café", "pausa para o café",
            "intervalo do café", "intervalo para café", "intervalo para o café", "hora do café",
            "café de boas vindas", "chá"],
        &["pausa", "pausa curta", "intervalo", "intervalo curto", "descanso", "recreio"],
        &["registro", "registo", "credenciamento", "inscrição", "inscrições", "acreditação", "cadastro",
            "registo de participantes", "registro de participantes", "recepção dos participantes",
            "receção dos participantes", "abertura de portas", "abertura das portas"],
        &["troca de sala", "troca de salas", "troca de auditório", "troca de palco", "mudança de sala",
            "mudança de salas", "deslocamento entre salas", "intervalo para troca de sala"],
    ]),
    ("ro", [
        &["prânz", "masa de prânz", "pauză de prânz", "pauză de masă", "dejun", "mic dejun",
            "gustare", "cină"],
        &["cafea", "ceai", "pauză de cafea", "pauză cafea", "pauză de ceai", "cafea de bun venit"],
        &["pauză", "pauză scurtă", "scurtă pauză", "recreație"],
        &["înregistrare", "înregistrare participanți", "înregistrarea participanților", "înscriere", "înscrieri",
            "acreditare", "primirea participanților", "sosirea participanților"],
        &["schimbare sală", "schimbare de sală", "schimbarea sălii", "schimbarea sălilor", "trecere în altă sală",
            "deplasare între săli"],
    ]),
    ("ru", [
        &["обед", "обеденный перерыв", "перерыв на обед", "время обеда", "ланч", "бизнес ланч", "завтрак", "ужин"],
        &["кофе", "чай", "кофе брейк", "кофебрейк", "кофе пауза", "кофе тайм", "чай кофе", "перерыв на кофе",
            "перерыв на чай", "кофейная пауза", "кофейный перерыв", "чайная пауза", "приветственный кофе"],
        &["перерыв", "пауза", "короткий перерыв", "большой перерыв", "брейк", "антракт"],
        &["регистрация", "регистрация участников", "регистрация гостей", "начало регистрации", "открытие регистрации",
            "сбор участников", "сбор гостей", "встреча гостей", "аккредитация", "чек ин"],
        &["смена зала", "смена залов", "смена аудитории", "переход между залами",
            "переход по залам", "переход в залы", "переход в другой зал", "перерыв на смену залов",
            "технический перерыв", "техническая пауза", "смена докладчика", "смена спикера"],
    ]),
    ("sv", [
        &["lunch", "lunchpaus", "lunch paus", "lunchrast", "lunchuppehåll", "matpaus", "frukost", "middag",
            "kvällsmat"],
        &["kaffe", "kaffepaus", "kaffe paus", "te", "tepaus", "fika", "fikapaus", "fika paus", "fikarast",
            "förmiddagsfika", "eftermiddagsfika", "förmiddagskaffe", "eftermiddagskaffe", "morgonkaffe",
            "kaffe och kaka", "kaffe och bulle"],
        &["paus", "kort paus", "kortpaus", "rast", "bensträckare"],
        &["registrering", "incheckning", "anmälan", "ankomst", "insläpp", "dörrarna öppnar", "dörrarna öppnas"],
        &["salsbyte", "salbyte", "lokalbyte", "rumsbyte", "scenbyte", "byte av sal", "byte av lokal", "byte av rum",
            "förflyttning", "förflyttning mellan salar"],
    ]),
    ("th", [
        &["อาหารกลางวัน", "มื้อกลางวัน", "พักกลางวัน", "พักเที่ยง", "พักรับประทานอาหารกลางวัน", "รับประทานอาหารกลางวัน",
            "พักทานอาหารกลางวัน", "ทานอาหารกลางวัน", "พักทานข้าว", "อาหารเช้า", "อาหารเย็น", "อาหารค่ำ"],
        &["กาแฟ", "ชา", "ชากาแฟ", "ชา กาแฟ", "ชาและกาแฟ", "พักกาแฟ", "พักดื่มกาแฟ", "พักเบรกกาแฟ", "คอฟฟี่เบรก", "คอฟฟี่เบรค",
            "อาหารว่าง", "อาหารว่างและเครื่องดื่ม", "พักทานอาหารว่าง", "พักรับประทานอาหารว่าง", "พักรับประทานอาหารว่างและเครื่องดื่ม"],
        &["พัก", "พักเบรก", "พักเบรค", "เบรก", "เบรค", "พักผ่อน", "พักครึ่ง", "ช่วงพัก", "เวลาพัก"],
        &["ลงทะเบียน", "การลงทะเบียน", "เปิดลงทะเบียน", "ลงทะเบียนเข้างาน", "ลงทะเบียนหน้างาน", "ลงทะเบียนผู้เข้าร่วม",
            "ลงทะเบียนผู้เข้าร่วมงาน", "ลงทะเบียนและอาหารว่าง", "เช็คอิน", "เช็กอิน"],
        &["เปลี่ยนห้อง", "ย้ายห้อง", "เปลี่ยนห้องประชุม", "ย้ายห้องประชุม", "เปลี่ยนห้องสัมมนา", "พักเปลี่ยนห้อง", "พักย้ายห้อง"],
    ]),
    ("tr", [
        &["öğle yemeği", "öğle arası", "öğlen arası", "öğle molası", "öğle yemeği arası", "öğle yemeği molası",
            "yemek", "yemek arası", "yemek molası", "kahvaltı", "akşam yemeği"],
        &["kahve", "çay", "kahve molası", "kahve arası", "çay molası", "çay arası", "çay kahve", "çay kahve molası",
            "çay kahve arası", "kahve ikramı"],
        &["ara", "mola", "kısa ara", "kısa mola", "dinlenme", "dinlenme arası", "teneffüs"],
        &["kayıt", "kayıtlar", "kayıt işlemleri", "kayıt açılışı", "katılımcı kaydı", "kapı açılışı"],
        &["salon değişimi", "salon değişikliği", "salon değiştirme", "salon geçişi", "salonlar arası geçiş",
            "oda değişimi", "oda değişikliği", "sınıf değişimi", "sahne değişimi"],
    ]),
    ("uk", [
        &["обід", "обідня перерва", "перерва на обід", "ланч", "сніданок", "вечеря"],
        &["кава", "чай", "кава брейк", "кавабрейк", "кава пауза", "кава тайм", "кофі брейк", "перерва на каву",
            "кавова перерва", "кавова пауза", "ранкова кава", "вітальна кава"],
        &["перерва", "пауза", "коротка перерва", "брейк", "антракт"],
        &["реєстрація", "реєстрація учасників", "реєстрація гостей", "початок реєстрації", "відкриття реєстрації",
            "збір учасників", "збір гостей", "акредитація", "чек ін"],
        &["зміна зали", "зміна залу", "зміна залів", "зміна зал", "зміна аудиторії", "зміна аудиторій",
            "перехід між залами", "перехід до іншої зали", "перехід в іншу залу", "технічна перерва",
            "технічна пауза", "зміна доповідача", "зміна спікера"],
    ]),
    ("vi", [
        &["ăn trưa", "nghỉ trưa", "bữa trưa", "cơm trưa", "nghỉ ăn trưa", "ăn sáng", "bữa sáng", "ăn tối", "bữa tối"],
        &["cà phê", "cafe", "uống cà phê", "giờ cà phê", "giải lao cà phê", "cà phê giải lao", "nghỉ uống cà phê",
            "nghỉ giải lao cà phê", "tiệc trà", "tiệc trà giải lao", "uống trà"],
        &["nghỉ", "nghỉ ngơi", "tạm nghỉ", "giải lao", "nghỉ giải lao", "nghỉ giữa giờ", "giờ nghỉ", "giờ giải lao"],
        &["đăng ký", "đăng kí", "đăng ký tham dự", "đăng ký đại biểu", "đón khách", "đón tiếp", "đón tiếp đại biểu"],
        &["chuyển phòng", "đổi phòng", "thay đổi phòng", "di chuyển", "di chuyển giữa các phòng",
            "di chuyển sang phòng khác", "chuyển sang phòng khác", "chuyển hội trường", "đổi hội trường"],
    ]),
    ("zh", [
        &["午餐", "午饭", "午飯", "午膳", "午休", "午餐时间", "午餐時間", "午膳時間", "午餐休息", "午间休息",
            "午間休息", "中午休息", "自助午餐", "用餐", "早餐", "晚餐", "晚饭", "晚飯"],
        &["咖啡", "咖啡时间", "咖啡時間", "咖啡休息", "咖啡休息时间", "咖啡休息時間", "咖啡茶歇", "茶歇", "茶歇时间",
            "会间茶歇", "茶叙", "茶敘", "茶点", "茶點", "茶點時間", "下午茶"],
        &["休息", "休息时间", "休息時間", "中场休息", "中場休息", "中间休息", "中間休息", "会间休息", "會間休息",
            "课间休息", "小休"],
        &["签到", "簽到", "注册", "註冊", "报到", "報到", "登记", "登記", "入场", "入場", "签到入场", "签到注册",
            "注册签到", "会议签到", "会议注册", "现场签到", "现场注册", "報到入場", "現場報到", "會議報到",
            "來賓報到", "嘉宾签到"],
        &["换场", "換場", "转场", "轉場", "换场时间", "換場時間", "换场休息", "換場休息", "转场休息", "轉場休息",
            "更换会场", "更換會場", "更换会议室", "更換會議室", "会场转换", "會場轉換", "场地转换", "場地轉換",
            "换教室", "換教室"],
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::values::language;

    /// For each language, a title for lunch, coffee, a break, registration and a change of rooms.
    #[rustfmt::skip]
    const TITLES: &[(&str, [&str; 5])] = &[
        ("ar", ["استراحة الغداء", "استراحة قهوة", "إستراحة", "التسجيل", "تغيير القاعة"]),
        ("bg", ["Обедна почивка", "Кафе-пауза", "Почивка", "Регистрация", "Смяна на залата"]),
        ("ca", ["Dinar", "Cafè", "Descans", "Acreditació", "Canvi d’aula"]),
        ("cs", ["Oběd", "Káva", "Přestávka", "Registrace", "Přesun mezi sály"]),
        ("da", ["Frokost", "Kaffe", "Pause", "Indskrivning", "Lokaleskift"]),
        ("de", ["Mittagessen", "Kaffee", "Pause", "Anmeldung", "Raumwechsel"]),
        ("el", ["Μεσημεριανό γεύμα", "Καφές", "Διάλειμμα", "Εγγραφές", "Αλλαγή αίθουσας"]),
        ("en", ["Lunch", "Coffee", "Break", "Check-in", "Room change"]),
        ("es", ["Almuerzo", "Café", "Receso", "Acreditación", "Cambio de sala"]),
        ("fa", ["ناهار", "قهوه", "استراحت", "ثبت‌نام", "تعویض سالن"]),
        ("fi", ["Lounas", "Kahvi", "Tauko", "Ilmoittautuminen", "Salin vaihto"]),
        ("fr", ["Déjeuner", "Café", "Pause", "Accueil des participants", "Changement de salle"]),
        ("he", ["ארוחת צהריים", "קפה", "הפסקה", "התכנסות והרשמה", "מעבר בין אולמות"]),
        ("hi", ["दोपहर का भोजन", "कॉफ़ी", "विराम", "पंजीकरण", "कक्ष परिवर्तन"]),
        ("hu", ["Ebéd", "Kávé", "Szünet", "Regisztráció", "Teremváltás"]),
        ("id", ["Makan siang", "Kopi", "Istirahat", "Registrasi ulang", "Pindah ruangan"]),
        ("it", ["Pranzo", "Caffè", "Pausa", "Registrazione partecipanti", "Cambio sala"]),
        ("ja", ["昼休み", "コーヒー", "休憩", "受付", "休憩・移動"]),
        ("ko", ["점심 식사", "커피", "휴식", "등록", "강의실 이동"]),
        ("nl", ["Lunch", "Koffie", "Pauze", "Inloop met koffie", "Zaalwissel"]),
        ("no", ["Lunsj", "Kaffe", "Pause", "Innsjekking", "Rombytte"]),
        ("pl", ["Obiad", "Kawa", "Przerwa", "Rejestracja uczestników", "Zmiana sali"]),
        ("pt", ["Almoço", "Café", "Intervalo", "Credenciamento", "Troca de sala"]),
        ("ro", ["Prânz", "Cafea", "Pauză", "Înregistrarea participanților", "Schimbare de sală"]),
        ("ru", ["Обед", "Кофе", "Перерыв", "Регистрация участников", "Смена зала"]),
        ("sv", ["Lunch", "Kaffe", "Bensträckare", "Incheckning", "Salsbyte"]),
        ("th", ["พักเที่ยง", "กาแฟ", "พักเบรก", "ลงทะเบียน", "เปลี่ยนห้อง"]),
        ("tr", ["Öğle yemeği", "Kahve", "Mola", "Kayıt", "Salon değişimi"]),
        ("uk", ["Обід", "Кава", "Перерва", "Реєстрація учасників", "Зміна зали"]),
        ("vi", ["Ăn trưa", "Cà phê", "Giải lao", "Đăng ký", "Chuyển phòng"]),
        ("zh", ["午餐", "咖啡", "休息", "签到", "换场"]),
    ];

    #[test]
    fn lunch_coffee_break_registration_and_changeover_are_breaks_in_every_language() {
        let known: Vec<&str> = language::known().collect();
        assert_eq!(TITLES.iter().map(|(language, _)| *language).collect::<Vec<_>>(), known);
        assert_eq!(USUAL.iter().map(|(language, _)| *language).collect::<Vec<_>>(), known);
        for (language, titles) in TITLES {
            for title in titles {
                assert!(is_usual(title), "{language}: {title}");
            }
        }
    }

    #[test]
    fn case_accents_signs_and_several_usual_words_do_not_hide_a_break() {
        for title in [
            "COFFEE BREAK ☕",
            "Coffee-Break",
            "Break 2",
            "Lunch (60)",
            "Lunch / Mittagspause",
            "Lunch - Mittagessen",
            "休憩（Break）",
            "昼休み【Lunch】",
            "Registration & coffee",
            "Registration and breakfast",
            "Accueil et café",
            "Registrering med kaffe",
            "Чай, кофе и регистрация",
            "Kaffee- und Teepause",
            "चाय विराम",
            "Pause dejeuner",
            "Fruehstueck",
            "OGLE ARASI",
            "ÖĞLE ARASI",
            "Zmiana sali",
            "Obed",
            "ΔΙΑΛΕΙΜΜΑ",
            "An trua",
            "Cafe\u{301}",
            "استراحه القهوه",
            "ﾗﾝﾁ",
        ] {
            assert!(is_usual(title), "{title}");
        }
    }

    #[test]
    fn a_title_with_any_other_word_is_a_session() {
        for title in [
            "",
            "☕",
            "and",
            "Coffee: a history",
            "Coffee / How to brew it",
            "Coffee and code",
            "Break & Enter",
            "Break the build",
            "Breaking changes",
            "Breaking things",
            "Lunch atop a skyscraper",
            "Lunch with Ada",
            "Breakfast of champions",
            "Registration of trademarks",
            "Check-in your code",
            "Changeover to IPv6",
            "Room changes everything",
            "Tea Party",
            "Pause and effect",
            "Pausanias",
            "Umbau der Verwaltung",
            "Anmeldung ohne Passwort",
            "Kaffeehauskultur",
            "Le déjeuner sur l’herbe",
            "Café Europa",
            "Cambio de paradigma",
            "Registro de dominios",
            "Troca de mensagens",
            "Zmiana klimatu",
            "Przerwa w dostawie prądu",
            "Kahvin historia",
            "Kaffe med koden",
            "Смена парадигмы",
            "Кофе и код",
            "Зміна клімату",
            "Καφές και κώδικας",
            "Değişim",
            "قهوة عربية",
            "היסטוריה של הקפה",
            "कॉफी का इतिहास",
            "コーヒーの歴史",
            "休憩の科学",
            "移動体通信",
            "커피의 역사",
            "이동 통신",
            "咖啡的历史",
            "签到系统",
            "กาแฟไทย",
            "Lịch sử cà phê",
            "Istirahatlah",
        ] {
            assert!(!is_usual(title), "{title}");
        }
    }
}
