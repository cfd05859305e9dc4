-- A centre may have only so much cash on hand.

-- AlterTable
ALTER TABLE "centre" ADD COLUMN     "cash_limit_minor" BIGINT;

ALTER TABLE centre ADD CONSTRAINT centre_cash_limit CHECK (cash_limit_minor >= 0);

-- What was found in the figures of a centre is not told again while the same weeks show it.
CREATE INDEX notice_pattern ON notice (made_at) WHERE kind = 'pattern';
