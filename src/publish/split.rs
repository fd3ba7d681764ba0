//! Splits the app's WebAssembly in two, so that a page is live before the code of rarely used parts has come.
//!
//! Both modules share memory, globals and the table of functions. In the first module, each moved function is replaced by
//! a gate, which calls the function through its place in the table, and loads the second module first if that place is
//! empty. In the second module, functions of the first are called through the table too. The rule of this file: whatever is
//! moved, the two modules together behave like the one.
//!
//! The sections and instructions are those of the WebAssembly Core Specification, 5.5 and 5.4.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Instruction, Module, RawSection, TableSection,
};
use wasmparser::{
    ElementItems, Export, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator,
    Parser, Payload, RefType, TableType, TypeRef,
};

/// The two modules.
pub struct Split {
    /// The module that starts the app.
    pub first: Vec<u8>,
    /// The module that comes later. Its imports are exports of the first, all in the module `""`.
    pub second: Vec<u8>,
}

/// A function of the app, by its number.
type Number = u32;

/// The parts of a module that a split has to know.
#[derive(Default)]
struct Parts<'a> {
    /// All sections but custom ones, as they are: number and content.
    sections: Vec<(u8, &'a [u8])>,
    /// The parameters of each type of function.
    parameters: Vec<usize>,
    /// The type of each function; imported ones come first.
    types: Vec<u32>,
    imported: Number,
    bodies: Vec<FunctionBody<'a>>,
    names: BTreeMap<Number, String>,
    tables: Vec<TableType>,
    memory: Option<MemoryType>,
    globals: Vec<GlobalType>,
    exports: Vec<Export<'a>>,
    elements: Vec<wasmparser::Element<'a>>,
    /// The functions that each function calls.
    calls: BTreeMap<Number, BTreeSet<Number>>,
    /// The functions that anybody may call: exported, in the table, or the start.
    open: BTreeSet<Number>,
}

/// Splits a module: functions whose name `moves` picks go to the second one, with all functions that only they call.
/// `load` is part of the name of the imported function that loads the second module; it is called with 1. Custom
/// sections are left out.
///
/// # Errors
///
/// If the module is damaged, has no names, or uses something that `rustc` does not write.
pub fn split(wasm: &[u8], moves: &dyn Fn(&str) -> bool, load: &str) -> Result<Split> {
    let parts = Parts::read(wasm)?;
    let loads = (0..parts.imported).find(|number| parts.name(*number).contains(load));
    let load = loads.with_context(|| format!("the module imports no function `{load}`"))?;
    let moved = parts.moved(moves);
    let functions = parts.tables.iter().position(|table| table.element_type == RefType::FUNCREF);
    let table = functions.context("the module has no table of functions")? as u32;
    let size = u32::try_from(parts.tables[table as usize].initial)?;

    // The places after those that the module has: first of moved functions, then of those that they call.
    let gates: Vec<Number> = parts.gates(&moved).into_iter().collect();
    let called: Vec<Number> =
        parts.called_from(&moved).into_iter().filter(|to| !moved.contains(to)).collect();
    let place = |list: &[Number], first: u32, number: Number| -> Option<u32> {
        Some(first + u32::try_from(list.binary_search(&number).ok()?).ok()?)
    };
    let first_called = size + gates.len() as u32;
    let new_size = u64::from(first_called) + called.len() as u64;

    let mut code = CodeSection::new();
    for (number, body) in parts.local() {
        match (moved.contains(&number), place(&gates, size, number)) {
            (false, _) => code.raw(&wasm[body.range()]),
            (true, Some(place)) => code.function(&parts.gate(number, table, place, load)),
            (true, None) => {
                let mut nothing = Function::new([]);
                nothing.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
                code.function(&nothing)
            }
        };
    }
    let first = parts.first(table, new_size, &called, first_called, &code)?;

    let mut code = CodeSection::new();
    let moved_list: Vec<Number> = moved.iter().copied().collect();
    for (_, body) in parts.local().filter(|(number, _)| moved.contains(number)) {
        let call = |to: Number, bytes: &mut Vec<u8>| -> Result<()> {
            use wasm_encoder::Encode;
            if let Some(own) = place(&moved_list, 0, to) {
                Instruction::Call(own).encode(bytes);
                return Ok(());
            }
            let place = place(&called, first_called, to).context("every called function has a place")?;
            Instruction::I32Const(place.cast_signed()).encode(bytes);
            let type_index = parts.types[to as usize];
            Instruction::CallIndirect { type_index, table_index: table }.encode(bytes);
            Ok(())
        };
        code.raw(&with_other_calls(wasm, body, &call)?);
    }
    let own_gates: Vec<Number> = gates.iter().filter_map(|gate| place(&moved_list, 0, *gate)).collect();
    let second = parts.second(table, new_size, size, &own_gates, &moved, &code)?;
    Ok(Split { first, second })
}

/// The bytes of a function in which each call is replaced.
fn with_other_calls(
    wasm: &[u8],
    body: &FunctionBody<'_>,
    call: &dyn Fn(Number, &mut Vec<u8>) -> Result<()>,
) -> Result<Vec<u8>> {
    let mut operators = body.get_operators_reader()?;
    let mut bytes = wasm[body.range().start..operators.original_position()].to_vec();
    while !operators.eof() {
        let start = operators.original_position();
        match operators.read()? {
            Operator::Call { function_index } => call(function_index, &mut bytes)?,
            Operator::ReturnCall { .. } | Operator::RefFunc { .. } => {
                bail!("the module has a call of a kind that cannot be moved")
            }
            _ => bytes.extend_from_slice(&wasm[start..operators.original_position()]),
        }
    }
    Ok(bytes)
}

impl<'a> Parts<'a> {
    fn read(wasm: &'a [u8]) -> Result<Parts<'a>> {
        let mut parts = Parts::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            // Custom sections have number 0.
            if let Some((id, range)) = payload.as_section()
                && id != 0
            {
                parts.sections.push((id, &wasm[range]));
            }
            match payload {
                Payload::TypeSection(types) => {
                    for kind in types.into_iter_err_on_gc_types() {
                        parts.parameters.push(kind?.params().len());
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(kind) => parts.types.push(kind),
                            _ => bail!("the module imports something that is no function"),
                        }
                    }
                    parts.imported = u32::try_from(parts.types.len())?;
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        parts.types.push(kind?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        parts.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        parts.memory = Some(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        parts.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            parts.open.insert(export.index);
                        }
                        parts.exports.push(export);
                    }
                }
                Payload::StartSection { func, .. } => _ = parts.open.insert(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        if let ElementItems::Functions(functions) = &element.items {
                            for function in functions.clone() {
                                parts.open.insert(function?);
                            }
                        }
                        parts.elements.push(element);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut called = BTreeSet::new();
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } = operator? {
                            called.insert(function_index);
                        }
                    }
                    let number = parts.imported + u32::try_from(parts.bodies.len())?;
                    parts.calls.insert(number, called);
                    parts.bodies.push(body);
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(names) = custom.as_known() {
                        for name in names {
                            if let Name::Function(functions) = name? {
                                for function in functions {
                                    let function = function?;
                                    parts.names.insert(function.index, function.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        ensure!(!parts.names.is_empty(), "the functions of the module have no names");
        Ok(parts)
    }

    fn name(&self, number: Number) -> &str {
        self.names.get(&number).map_or("", String::as_str)
    }

    /// The functions that are not imported.
    fn local(&self) -> impl Iterator<Item = (Number, &FunctionBody<'a>)> {
        (self.imported..).zip(&self.bodies)
    }

    /// The functions that move: those with a chosen name, and those that only such functions call.
    fn moved(&self, moves: &dyn Fn(&str) -> bool) -> BTreeSet<Number> {
        let mut callers: BTreeMap<Number, BTreeSet<Number>> = BTreeMap::new();
        for (from, called) in &self.calls {
            for to in called {
                callers.entry(*to).or_default().insert(*from);
            }
        }
        let mut moved: BTreeSet<Number> =
            self.local().map(|(number, _)| number).filter(|number| moves(self.name(*number))).collect();
        loop {
            let is_only_theirs = |(to, from): &(&Number, &BTreeSet<Number>)| {
                **to >= self.imported
                    && !self.open.contains(to)
                    && !moved.contains(to)
                    && from.is_subset(&moved)
            };
            let more: Vec<Number> = callers.iter().filter(is_only_theirs).map(|(to, _)| *to).collect();
            if more.is_empty() {
                return moved;
            }
            moved.extend(more);
        }
    }

    /// The moved functions that others may call.
    fn gates(&self, moved: &BTreeSet<Number>) -> BTreeSet<Number> {
        let others = self.calls.iter().filter(|(from, _)| !moved.contains(from));
        let called = others.flat_map(|(_, called)| called);
        called.chain(&self.open).copied().filter(|number| moved.contains(number)).collect()
    }

    fn called_from(&self, some: &BTreeSet<Number>) -> BTreeSet<Number> {
        some.iter().filter_map(|from| self.calls.get(from)).flatten().copied().collect()
    }

    /// A function that stands for one that has moved.
    fn gate(&self, number: Number, table: u32, place: u32, load: Number) -> Function {
        let type_index = self.types[number as usize];
        let place = Instruction::I32Const(place.cast_signed());
        let mut gate = Function::new([]);
        gate.instruction(&place)
            .instruction(&Instruction::TableGet(table))
            .instruction(&Instruction::RefIsNull);
        gate.instruction(&Instruction::If(BlockType::Empty)).instruction(&Instruction::I32Const(1));
        gate.instruction(&Instruction::Call(load)).instruction(&Instruction::End);
        for parameter in 0..self.parameters[type_index as usize] {
            gate.instruction(&Instruction::LocalGet(parameter as u32));
        }
        let call = Instruction::CallIndirect { type_index, table_index: table };
        gate.instruction(&place).instruction(&call).instruction(&Instruction::End);
        gate
    }

    /// The module without the moved functions, with a larger table, and with exports of all that both share.
    fn first(
        &self,
        table: u32,
        size: u64,
        called: &[Number],
        first_called: u32,
        code: &CodeSection,
    ) -> Result<Vec<u8>> {
        let mut module = Module::new();
        for (id, content) in &self.sections {
            match *id {
                TABLES => module.section(&self.tables_of(table, size)?),
                EXPORTS => module.section(&self.exports_of()),
                ELEMENTS => {
                    let mut elements = ElementSection::new();
                    for element in &self.elements {
                        RoundtripReencoder.parse_element(&mut elements, element.clone())?;
                    }
                    let functions = Elements::Functions(Cow::Borrowed(called));
                    elements.active(
                        table_of(table),
                        &ConstExpr::i32_const(first_called.cast_signed()),
                        functions,
                    );
                    module.section(&elements)
                }
                CODE => module.section(code),
                id => module.section(&RawSection { id, data: content }),
            };
        }
        Ok(module.finish())
    }

    fn tables_of(&self, table: u32, size: u64) -> Result<TableSection> {
        let mut tables = TableSection::new();
        for (at, kind) in (0..).zip(&self.tables) {
            let mut kind = RoundtripReencoder.table_type(*kind)?;
            if at == table {
                kind.minimum = size;
                kind.maximum = kind.maximum.map(|most| most.max(size));
            }
            tables.table(kind);
        }
        Ok(tables)
    }

    fn exports_of(&self) -> ExportSection {
        let mut exports = ExportSection::new();
        for export in &self.exports {
            let kind = match export.kind {
                ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
                ExternalKind::Table => ExportKind::Table,
                ExternalKind::Memory => ExportKind::Memory,
                ExternalKind::Global => ExportKind::Global,
                ExternalKind::Tag => ExportKind::Tag,
            };
            exports.export(export.name, kind, export.index);
        }
        exports.export(MEMORY, ExportKind::Memory, 0);
        for table in 0..self.tables.len() as u32 {
            exports.export(&format!("{TABLE}{table}"), ExportKind::Table, table);
        }
        for global in 0..self.globals.len() as u32 {
            exports.export(&format!("{GLOBAL}{global}"), ExportKind::Global, global);
        }
        exports
    }

    /// The module of the moved functions. It imports memory, tables and globals under their own numbers.
    fn second(
        &self,
        table: u32,
        size: u64,
        first_gate: u32,
        gates: &[Number],
        moved: &BTreeSet<Number>,
        code: &CodeSection,
    ) -> Result<Vec<u8>> {
        let mut module = Module::new();
        let types = self.sections.iter().find(|(id, _)| *id == TYPES).context("the module has no types")?;
        module.section(&RawSection { id: TYPES, data: types.1 });
        let mut imports = ImportSection::new();
        let memory = self.memory.context("the module has no memory")?;
        imports.import("", MEMORY, EntityType::Memory(RoundtripReencoder.memory_type(memory)?));
        for (at, kind) in (0..).zip(&self.tables) {
            let mut kind = RoundtripReencoder.table_type(*kind)?;
            if at == table {
                (kind.minimum, kind.maximum) = (size, kind.maximum.map(|most| most.max(size)));
            }
            imports.import("", &format!("{TABLE}{at}"), EntityType::Table(kind));
        }
        for (at, kind) in self.globals.iter().enumerate() {
            let kind = RoundtripReencoder.global_type(*kind)?;
            imports.import("", &format!("{GLOBAL}{at}"), EntityType::Global(kind));
        }
        module.section(&imports);
        let mut functions = FunctionSection::new();
        for number in moved {
            functions.function(self.types[*number as usize]);
        }
        module.section(&functions);
        let mut elements = ElementSection::new();
        let filled = Elements::Functions(Cow::Borrowed(gates));
        elements.active(table_of(table), &ConstExpr::i32_const(first_gate.cast_signed()), filled);
        module.section(&elements).section(code);
        Ok(module.finish())
    }
}

/// The names of what both modules share.
const MEMORY: &str = "m";
const TABLE: &str = "t";
const GLOBAL: &str = "g";

/// Numbers of sections.
const TYPES: u8 = 1;
const TABLES: u8 = 4;
const EXPORTS: u8 = 7;
const ELEMENTS: u8 = 9;
const CODE: u8 = 10;

/// Table 0 is the one that is meant if none is given.
fn table_of(table: u32) -> Option<u32> {
    Some(table).filter(|table| *table != 0)
}
