-- The best likely cause of each difference is stored by a job, so that a list shows it without
-- computing anything. A stored cause counts while the figures that it was computed from are in force.
ALTER TABLE reconciliation ADD COLUMN figures_revision BIGINT NOT NULL DEFAULT 0;

-- Append-only between two runs of the job: whoever changes a day adds a row and waits for nobody.
CREATE TABLE cause_due (
  id BIGSERIAL NOT NULL,
  centre_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  figures_changed BOOLEAN NOT NULL,
  CONSTRAINT cause_due_pkey PRIMARY KEY (id)
);

CREATE TABLE cause_day (
  centre_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  figures_revision BIGINT NOT NULL,
  CONSTRAINT cause_day_pkey PRIMARY KEY (centre_id, business_date)
);

CREATE TABLE likely_cause (
  centre_id TEXT NOT NULL,
  business_date TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  till_id TEXT NOT NULL,
  tender_id TEXT NOT NULL,
  cause JSONB NOT NULL,
  other_date TEXT,
  other_revision BIGINT,
  CONSTRAINT likely_cause_pkey PRIMARY KEY (centre_id, business_date, shift_id, till_id, tender_id)
);

INSERT INTO cause_due (centre_id, business_date, figures_changed)
  SELECT centre_id, business_date, false FROM reconciliation WHERE unexplained_lines > 0;
