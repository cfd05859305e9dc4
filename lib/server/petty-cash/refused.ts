import "server-only";

/** Words the refusals of a petty cash fund, as the API reports them. */
import type { FundRefusal } from "@/lib/domain/petty-cash/refusals";
import { AppError } from "../app-error";

const SENTENCES: Record<FundRefusal, string> = {
  "no-fund": "This centre has no petty cash fund.",
  "period-closed": "The period of this date is closed. Use a date after it.",
  "future-date": "This date has not come yet.",
  "below-zero": "The fund would contain less than nothing. Is an entry missing?",
  "above-limit": "The amount is above the limit for one receipt.",
  "photo-missing": "A receipt of this amount needs a photo.",
  "unknown-photo": "There is no such photo.",
  "unknown-type": "This type of expense is not offered.",
  "unknown-person": "This person has no role in the centre.",
  "vat-implausible": "The tax does not fit the amount and its rate.",
  "no-entry": "There is no such entry.",
  "reversal-of-reversal": "A reversal is not reversed. Record what happened instead.",
  "already-reversed": "The entry was reversed already.",
  "already-approved": "The entry was approved already.",
  "approval-not-needed": "The entry was reversed, so that nobody has to approve it.",
  "own-entry": "Somebody else approves what you recorded, paid or counted.",
  "no-count": "The fund was not counted yet.",
  "count-superseded": "The fund was counted again since then. Explain the latest count.",
  "no-difference": "The count found no difference.",
  "already-explained": "The difference was explained already.",
  "unknown-reason": "This reason is not offered.",
  "already-closed": "This period is closed already.",
  "waiting-entries": "Entries of the period are waiting to be approved.",
  "count-missing": "Count the fund first: there are entries that no count includes.",
  "difference-open": "The difference of the latest count is not explained.",
  "own-count": "Somebody else than the one who counted closes the period.",
};

export function refused(reason: FundRefusal): AppError {
  return new AppError("REFUSED", SENTENCES[reason], { reason });
}

export function refuseIf(reason: FundRefusal | null): void {
  if (reason !== null) throw refused(reason);
}
