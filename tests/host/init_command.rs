//! `hallway init`, as somebody runs it who begins a conference.

use std::fs;

use hallway::data;
use tempfile::TempDir;

use crate::hallway;

#[test]
fn it_writes_a_conference_without_problem_or_warning_and_its_schema() {
    let folder = TempDir::new().unwrap();
    let run = hallway(&["init"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(0));
    let conference = data::read(&folder.path().join("conference.json")).unwrap().unwrap();
    let problems = [data::problems(&conference, folder.path()), data::warnings(&conference, folder.path())];
    assert!(problems.iter().all(Vec::is_empty), "{problems:?}");
    let schema = conference.schema.expect("it names its schema");
    let schema = fs::read_to_string(folder.path().join(schema)).unwrap();
    assert_eq!(schema.as_bytes(), hallway(&["schema"]).output().unwrap().stdout);
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("conference.json"), "mine").unwrap();
    let run = hallway(&["init"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("is there already; name another file"));
    assert_eq!(fs::read_to_string(folder.path().join("conference.json")).unwrap(), "mine");
}

#[test]
fn every_command_has_examples_in_its_help() {
    let help = |arguments: &[&str]| {
        let run = hallway(&[arguments, &["--help"]].concat()).output().unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    let all = help(&[]);
    let commands =
        all.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.contains(&"check") && names.contains(&"init"), "{all}");
    for name in names {
        assert!(help(&[name]).contains(&format!("Examples:\n  hallway {name}")), "{name}");
    }
}
