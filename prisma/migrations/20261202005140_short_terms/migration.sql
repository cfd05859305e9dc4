-- The waterfall of a cash line in a tenth of its room, as `formatTerms` writes it: the letters of its
-- terms, then their amounts, each in a list with the labels and amounts of its entries where it has
-- some. Rows that are stored stay as they are: signed ones are not rewritten. An instance of the
-- version before fails without the old name; it must not take a line for one without terms.
ALTER TABLE reconciliation_line RENAME COLUMN terms TO long_terms;
ALTER TABLE reconciliation_line ADD COLUMN short_terms JSON;
