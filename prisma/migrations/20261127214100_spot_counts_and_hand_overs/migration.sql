-- CreateTable
CREATE TABLE "spot_count" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "shift_id" TEXT COLLATE "C" NOT NULL,
    "till_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "counted_by_id" UUID NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spot_count_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","number")
);

-- CreateTable
CREATE TABLE "hand_over" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "shift_id" TEXT COLLATE "C" NOT NULL,
    "till_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "given_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "text" TEXT,
    "given_by_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hand_over_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","number")
);

-- CreateTable
CREATE TABLE "take_over" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "shift_id" TEXT COLLATE "C" NOT NULL,
    "till_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "taken_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "text" TEXT,
    "confirmed_by" TEXT NOT NULL,
    "taken_by_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "take_over_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","number")
);

ALTER TABLE spot_count ADD CONSTRAINT spot_count_number CHECK (number >= 1);
ALTER TABLE hand_over ADD CONSTRAINT hand_over_number CHECK (number >= 1);
ALTER TABLE take_over
  ADD CONSTRAINT take_over_number CHECK (number >= 1),
  ADD CONSTRAINT take_over_confirmed_by CHECK (confirmed_by IN ('session', 'pin')),
  ADD CONSTRAINT take_over_centre_id_business_date_shift_id_till_id_number_fkey
    FOREIGN KEY (centre_id, business_date, shift_id, till_id, number)
    REFERENCES hand_over (centre_id, business_date, shift_id, till_id, number)
    ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What two people confirmed to each other is evidence.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON spot_count
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON spot_count
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON hand_over
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON hand_over
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON take_over
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON take_over
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
