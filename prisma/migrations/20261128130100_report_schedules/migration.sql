-- Reports: saved views as files, made at fixed times for people, each within their own rights.
CREATE TABLE report_schedule (
  id UUID NOT NULL,
  name TEXT NOT NULL,
  author_id UUID NOT NULL,
  view_id UUID NOT NULL,
  page TEXT NOT NULL,
  format TEXT NOT NULL,
  period TEXT NOT NULL,
  cadence TEXT NOT NULL,
  weekday INTEGER,
  day INTEGER,
  at_time TEXT,
  centre_id TEXT COLLATE "C" NOT NULL,
  delivery TEXT NOT NULL,
  language TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  changed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  paused_at TIMESTAMPTZ(3),
  removed_at TIMESTAMPTZ(3),
  next_at TIMESTAMPTZ(3),
  next_on TEXT,
  since TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT report_schedule_pkey PRIMARY KEY (id),
  CONSTRAINT report_schedule_page CHECK (page IN ('reconciliations', 'variances')),
  CONSTRAINT report_schedule_format CHECK (format IN ('pdf', 'xlsx', 'csv')),
  CONSTRAINT report_schedule_period
    CHECK (period IN ('yesterday', 'last-7-days', 'last-week', 'last-month', 'closed-period')),
  CONSTRAINT report_schedule_delivery CHECK (delivery IN ('attachment', 'link')),
  CONSTRAINT report_schedule_timing CHECK (
    (cadence IN ('daily', 'weekly', 'monthly') AND at_time ~ '^\d{2}:\d{2}$'
      OR cadence = 'period-close' AND at_time IS NULL)
    AND (cadence = 'weekly') = (weekday IS NOT NULL) AND weekday BETWEEN 1 AND 7
    AND (cadence = 'monthly') = (day IS NOT NULL) AND day BETWEEN 1 AND 31),
  CONSTRAINT report_schedule_next CHECK ((next_at IS NULL) = (next_on IS NULL))
);
CREATE INDEX report_schedule_author_id_idx ON report_schedule (author_id);
CREATE INDEX report_schedule_due ON report_schedule (next_at)
  WHERE paused_at IS NULL AND removed_at IS NULL;

CREATE TABLE report_recipient (
  schedule_id UUID NOT NULL,
  user_id UUID NOT NULL,
  CONSTRAINT report_recipient_pkey PRIMARY KEY (schedule_id, user_id),
  CONSTRAINT report_recipient_schedule_id_fkey FOREIGN KEY (schedule_id)
    REFERENCES report_schedule (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX report_recipient_user_id_idx ON report_recipient (user_id);

CREATE TABLE report_stop (
  schedule_id UUID NOT NULL,
  user_id UUID NOT NULL,
  stopped_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT report_stop_pkey PRIMARY KEY (schedule_id, user_id),
  CONSTRAINT report_stop_schedule_id_fkey FOREIGN KEY (schedule_id)
    REFERENCES report_schedule (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE report_run (
  id UUID NOT NULL,
  schedule_id UUID NOT NULL,
  occurrence TEXT NOT NULL,
  due_at TIMESTAMPTZ(3) NOT NULL,
  name TEXT NOT NULL,
  page TEXT NOT NULL,
  format TEXT NOT NULL,
  delivery TEXT NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  query TEXT,
  "from" TEXT COLLATE "C",
  "to" TEXT COLLATE "C",
  started_by_id UUID,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT report_run_pkey PRIMARY KEY (id),
  CONSTRAINT report_run_asked CHECK ((query IS NULL) = ("from" IS NULL) AND ("from" IS NULL) = ("to" IS NULL)),
  CONSTRAINT report_run_schedule_id_fkey FOREIGN KEY (schedule_id)
    REFERENCES report_schedule (id) ON DELETE CASCADE ON UPDATE CASCADE
);
-- Whatever runs twice, an occurrence is one run.
CREATE UNIQUE INDEX report_run_schedule_id_occurrence_key ON report_run (schedule_id, occurrence);
CREATE INDEX report_run_due_at_idx ON report_run (due_at);

CREATE TABLE report_file (
  id UUID NOT NULL,
  run_id UUID NOT NULL,
  user_id UUID NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  delivery TEXT,
  file_name TEXT,
  content_type TEXT,
  bytes INTEGER,
  sha256 TEXT,
  centre_ids TEXT[] NOT NULL DEFAULT '{}',
  is_of_all BOOLEAN NOT NULL DEFAULT false,
  mail_id UUID,
  ended_at TIMESTAMPTZ(3),
  dropped_at TIMESTAMPTZ(3),
  CONSTRAINT report_file_pkey PRIMARY KEY (id),
  CONSTRAINT report_file_state CHECK (state IN ('pending', 'made', 'withheld', 'failed')),
  CONSTRAINT report_file_made CHECK ((state = 'made') = (sha256 IS NOT NULL)
    AND (sha256 IS NULL) = (file_name IS NULL) AND (sha256 IS NULL) = (bytes IS NULL)
    AND (sha256 IS NULL) = (content_type IS NULL) AND (sha256 IS NULL) = (delivery IS NULL)),
  CONSTRAINT report_file_ended CHECK ((state = 'pending') = (ended_at IS NULL)),
  CONSTRAINT report_file_reason CHECK ((state IN ('withheld', 'failed')) = (reason IS NOT NULL)),
  CONSTRAINT report_file_run_id_fkey FOREIGN KEY (run_id)
    REFERENCES report_run (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT report_file_mail_id_fkey FOREIGN KEY (mail_id)
    REFERENCES mail (id) ON DELETE SET NULL ON UPDATE CASCADE
);
-- Whatever runs twice, a recipient has one file of a run.
CREATE UNIQUE INDEX report_file_run_id_user_id_key ON report_file (run_id, user_id);
CREATE INDEX report_file_user_id_idx ON report_file (user_id);
CREATE INDEX report_file_mail_id_idx ON report_file (mail_id);
CREATE INDEX report_file_due ON report_file (next_at) WHERE state = 'pending';
CREATE INDEX report_file_stored ON report_file (ended_at) WHERE state = 'made' AND dropped_at IS NULL;

ALTER TABLE notice ADD COLUMN report_file_id UUID,
  ADD CONSTRAINT notice_report_file_id_fkey FOREIGN KEY (report_file_id)
    REFERENCES report_file (id) ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX notice_report_file_id_idx ON notice (report_file_id);
