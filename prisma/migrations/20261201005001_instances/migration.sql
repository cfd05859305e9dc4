-- The processes that serve and work, each with a row that it renews while it lives; and what came of
-- the last runs of each task, because the queue forgets a job that is done.

-- CreateTable
CREATE TABLE "instance" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "process_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "build" TEXT,
    "node_version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ending_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "works_on_jobs" BOOLEAN NOT NULL,
    "worker_ids" TEXT[] NOT NULL DEFAULT '{}',
    "clock_ahead_seconds" INTEGER NOT NULL,
    "disk_free_bytes" BIGINT,
    "disk_total_bytes" BIGINT,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_run" (
    "task" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "task_run_pkey" PRIMARY KEY ("task"),
    CONSTRAINT "task_run_failure" CHECK ((failing_since IS NULL) = (failures = 0))
);

-- How large the write-ahead log on the disk is. The application's role may not list its files, and
-- an owner who may not either returns NULL.
CREATE FUNCTION wal_bytes() RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT sum(size)::bigint FROM pg_ls_waldir());
EXCEPTION WHEN insufficient_privilege THEN
  RETURN NULL;
END;
$$;
