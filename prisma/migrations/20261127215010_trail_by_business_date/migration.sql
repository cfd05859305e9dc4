-- The entries that concern one business date, in any centre.
CREATE INDEX audit_entry_business_date ON audit_entry (business_date, id)
  WHERE business_date IS NOT NULL;
