-- How far the audit trail and security events were forwarded to systems that the environment names.
-- Entries of the trail are read where they are; security events wait in a table of bounded size,
-- whose numbers are given with the row of security_event_queue locked, so that they are committed
-- in their order.

-- CreateTable
CREATE TABLE "security_event" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT,
    "details" JSON NOT NULL,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "security_event_queue" (
    "only_row" BOOLEAN NOT NULL DEFAULT true,
    "last_id" BIGINT NOT NULL DEFAULT 0,
    "dropped" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "security_event_queue_pkey" PRIMARY KEY ("only_row"),
    CONSTRAINT "security_event_queue_one" CHECK (only_row AND last_id >= 0 AND dropped >= 0)
);

-- CreateTable
CREATE TABLE "log_forwarder" (
    "kind" TEXT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "security_id" BIGINT NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failure" TEXT,
    "lease_id" UUID,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "log_forwarder_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT "log_forwarder_kind" CHECK (kind IN ('syslog', 'webhook')),
    CONSTRAINT "log_forwarder_failure" CHECK ((failing_since IS NULL) = (failure IS NULL))
);

-- CreateIndex
CREATE INDEX "security_event_person_id_idx" ON "security_event"("person_id");

INSERT INTO security_event_queue DEFAULT VALUES;
