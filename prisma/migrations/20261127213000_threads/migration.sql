-- Lines are given to somebody until a date, and what is written about a line forms a thread.

-- CreateTable
CREATE TABLE "line_assignment" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "assignee_id" UUID,
    "due_on" TEXT,
    "assigned_by_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "line_assignment_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","version")
);

-- CreateTable
CREATE TABLE "line_message" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "attachment_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "author_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "line_message_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","number")
);

-- CreateTable
CREATE TABLE "line_mention" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "line_mention_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","number","user_id")
);

-- CreateTable
CREATE TABLE "thread_reading" (
    "user_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_reading_pkey" PRIMARY KEY ("user_id","centre_id","business_date","shift_id","till_id","tender_id")
);

-- CreateIndex
CREATE INDEX "line_assignment_business_date_centre_id_idx" ON "line_assignment"("business_date", "centre_id");

-- CreateIndex
CREATE INDEX "line_message_business_date_centre_id_idx" ON "line_message"("business_date", "centre_id");

-- CreateIndex
CREATE INDEX "line_mention_user_id_business_date_idx" ON "line_mention"("user_id", "business_date");

-- What people wrote and to whom they gave a line only grows.
DO $$
DECLARE
  grows text;
BEGIN
  FOREACH grows IN ARRAY ARRAY['line_assignment', 'line_message', 'line_mention']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', grows);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', grows);
  END LOOP;
END;
$$;

-- Ids and business dates sort by their bytes, as in every other table.
DO $$
DECLARE
  key record;
BEGIN
  FOR key IN
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    WHERE c.table_schema = current_schema()
      AND c.table_name IN ('line_assignment', 'line_message', 'line_mention', 'thread_reading')
      AND c.column_name IN
        ('centre_id', 'business_date', 'shift_id', 'till_id', 'tender_id', 'due_on')
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"',
      key.table_name, key.column_name);
  END LOOP;
END;
$$;

ALTER TABLE line_assignment
  ADD CONSTRAINT line_assignment_version CHECK (version >= 1),
  ADD CONSTRAINT line_assignment_due
    CHECK ((assignee_id IS NULL) = (due_on IS NULL) AND due_on ~ '^\d{4}-\d{2}-\d{2}$');

ALTER TABLE line_message
  ADD CONSTRAINT line_message_kind CHECK (kind IN ('question', 'reply', 'comment')),
  ALTER COLUMN attachment_ids SET NOT NULL;
