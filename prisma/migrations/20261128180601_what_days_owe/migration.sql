-- Tips and gift cards of each day: what is owed more and less by it, and how many of their amounts
-- are not provided. A day that was stored before has them once it is recomputed.

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "gift_cards_in_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gift_cards_out_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gift_cards_unknown" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tips_in_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tips_out_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tips_unknown" INTEGER NOT NULL DEFAULT 0;
