-- How many security events there were, by day, kind, person and address.

-- CreateTable
CREATE TABLE "security_count" (
    "day" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "events" INTEGER NOT NULL,
    "noted_events" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "security_count_pkey" PRIMARY KEY ("day","kind","person_id","address")
);
