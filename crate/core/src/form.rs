//! Which inputs of a page want a code.
