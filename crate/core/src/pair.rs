//! Two consecutive codes that stay together across a step.
