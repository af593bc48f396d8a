//! What is kept beside the record of a connection: only for a listener that wants it.
//!
//! Whether it is wanted stands in the listener's type ([`Listen::LEDGER`], [`Listen::HISTORY`]), so that what only an
//! explanation needs is not even compiled for `list`. This file asks the type; everybody else asks [`Kept`], and is
//! given nothing where nothing is kept.

use crate::connection::facts::Listen;
use crate::connection::judges::Judges;
use crate::connection::judges::history::History;
use crate::connection::machine::ledger::Ledger;
use crate::connection::timing::Stopwatch;
use std::marker::PhantomData;

/// What a connection that is explained has beside its record.
#[derive(Debug, Default)]
pub(crate) struct Books {
    pub(crate) ledger: Ledger,
    /// What the judges remember.
    pub(crate) judges: Judges,
    /// What is remembered to tell how long things took.
    pub(crate) stopwatch: Stopwatch,
}

/// What is kept beside one connection for `L`.
pub(crate) struct Kept<'m, L> {
    books: Option<&'m mut Books>,
    history: Option<&'m mut History>,
    listens: PhantomData<fn(L)>,
}

impl<L: Listen> Kept<'_, L> {
    /// Is the connection explained?
    #[inline]
    pub(crate) fn explained(&self) -> bool {
        self.books().is_some()
    }

    #[inline]
    pub(crate) fn books(&self) -> Option<&Books> {
        if L::LEDGER { self.books.as_deref() } else { None }
    }

    #[inline]
    pub(crate) fn books_mut(&mut self) -> Option<&mut Books> {
        if L::LEDGER { self.books.as_deref_mut() } else { None }
    }

    #[inline]
    pub(crate) fn ledger(&self) -> Option<&Ledger> {
        self.books().map(|books| &books.ledger)
    }

    #[inline]
    pub(crate) fn ledger_mut(&mut self) -> Option<&mut Ledger> {
        self.books_mut().map(|books| &mut books.ledger)
    }

    #[inline]
    pub(crate) fn judges(&self) -> Option<&Judges> {
        self.books().map(|books| &books.judges)
    }

    #[inline]
    pub(crate) fn judges_mut(&mut self) -> Option<&mut Judges> {
        self.books_mut().map(|books| &mut books.judges)
    }

    #[inline]
    pub(crate) fn stopwatch_mut(&mut self) -> Option<&mut Stopwatch> {
        self.books_mut().map(|books| &mut books.stopwatch)
    }

    #[inline]
    pub(crate) fn history(&self) -> Option<&History> {
        if L::HISTORY { self.history.as_deref() } else { None }
    }

    #[inline]
    pub(crate) fn history_mut(&mut self) -> Option<&mut History> {
        if L::HISTORY { self.history.as_deref_mut() } else { None }
    }
}

/// What is kept beside many connections, each in its slot.
pub(crate) struct Shelf<L> {
    books: Vec<Books>,
    histories: Vec<History>,
    listens: PhantomData<fn(L)>,
}

impl<L: Listen> Shelf<L> {
    pub(crate) fn new() -> Self {
        Self { books: Vec::new(), histories: Vec::new(), listens: PhantomData }
    }

    /// Nothing is kept in this slot any more, which is the next one or one that was in use.
    pub(crate) fn clear(&mut self, slot: usize) {
        if L::LEDGER {
            clear(&mut self.books, slot);
        }
        if L::HISTORY {
            clear(&mut self.histories, slot);
        }
    }

    #[inline]
    pub(crate) fn at(&mut self, slot: usize) -> Kept<'_, L> {
        Kept {
            books: if L::LEDGER { self.books.get_mut(slot) } else { None },
            history: if L::HISTORY { self.histories.get_mut(slot) } else { None },
            listens: PhantomData,
        }
    }
}

fn clear<T: Default>(all: &mut Vec<T>, slot: usize) {
    match all.get_mut(slot) {
        Some(own) => *own = T::default(),
        None => all.push(T::default()),
    }
}
