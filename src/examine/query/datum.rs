//! A value that is asked many things: as JSON, and as jaq has it once somebody asks.

use jaq_json::{Map, Num, Rc, Val};
use jaq_std::ValT as _;
use serde_json::{Number, Value};
use std::cell::OnceCell;
use std::fmt;

/// A value to be asked.
pub(crate) struct Datum {
    value: Value,
    jaq: OnceCell<Val>,
}

impl Datum {
    /// This one.
    pub(crate) fn new(value: Value) -> Self {
        Self { value, jaq: OnceCell::new() }
    }

    /// As JSON.
    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    /// As jaq has it, converted the first time.
    pub(super) fn jaq(&self) -> Val {
        self.jaq.get_or_init(|| val(&self.value)).clone()
    }
}

impl fmt::Debug for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Datum").field(&self.value).finish()
    }
}

pub(super) fn val(value: &Value) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Bool(bit) => Val::Bool(*bit),
        Value::Number(number) => Val::Num(match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(n), _, _) => Num::from_integral(n),
            (None, Some(n), _) => Num::from_integral(n),
            (None, None, n) => Num::Float(n.unwrap_or(f64::NAN)),
        }),
        Value::String(text) => Val::utf8_str(text.clone().into_bytes()),
        Value::Array(items) => Val::Arr(Rc::new(items.iter().map(val).collect())),
        Value::Object(map) => {
            let pair =
                |(key, value): (&String, &Value)| (Val::utf8_str(key.clone().into_bytes()), val(value));
            Val::obj(map.iter().map(pair).collect::<Map>())
        }
    }
}

/// As JSON; what JSON has no numbers for (NaN) is null, a number beyond 64 bits is the nearest that fits.
pub(super) fn json(value: &Val) -> Value {
    match value {
        Val::Null => Value::Null,
        Val::Bool(bit) => Value::Bool(*bit),
        Val::Num(Num::Int(n)) => Value::from(*n as i64),
        Val::Num(Num::Float(n)) => Number::from_f64(*n).map_or(Value::Null, Value::Number),
        Val::Num(number) => {
            let text = number.to_string();
            match (text.parse::<u64>(), text.parse::<f64>()) {
                (Ok(n), _) => Value::from(n),
                (Err(_), Ok(n)) => Number::from_f64(n).map_or(Value::Null, Value::Number),
                (Err(_), Err(_)) => Value::Null,
            }
        }
        Val::BStr(_) | Val::TStr(_) => Value::String(text(value)),
        Val::Arr(items) => Value::Array(items.iter().map(json).collect()),
        Val::Obj(map) => Value::Object(map.iter().map(|(key, value)| (text(key), json(value))).collect()),
    }
}

fn text(value: &Val) -> String {
    match value.as_utf8_bytes() {
        Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        None => value.to_string(),
    }
}
