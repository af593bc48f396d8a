//! Header fields by their textbook names.
