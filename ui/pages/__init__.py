"""The room screen's pages: laid out, painted and worded; no widgets."""
