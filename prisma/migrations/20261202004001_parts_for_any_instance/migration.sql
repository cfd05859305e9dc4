-- Any instance takes a part of a pass, for as long as it says so again and again.
ALTER TABLE "sync_part" ADD COLUMN "taken_until" TIMESTAMPTZ(3),
                        ADD COLUMN "takes" INTEGER NOT NULL DEFAULT 0;

-- When the next request to Cashrec may be sent, by whichever instance.
CREATE TABLE "cashrec_turn" (
    "only_row" BOOLEAN NOT NULL DEFAULT true,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cashrec_turn_pkey" PRIMARY KEY ("only_row"),
    CONSTRAINT "cashrec_turn_one" CHECK (only_row)
);
