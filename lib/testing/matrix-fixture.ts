/** What the requests of the matrix are about. */

/** A centre with data of its own, or one that does not exist. */
export type Fixture = {
  centreId: string;
  date: string;
  attachmentId: string;
  syncId: string;
  sessionId: string;
  passkeyId: string;
  tokenId: string;
  viewId: string;
  /** A schedule of reports, and a file of it. */
  scheduleId: string;
  fileId: string;
  /** A user without a role, because users belong to no centre. */
  userId: string;
  /** Another one, whose data is erased. */
  leaverId: string;
  /** Somebody who counts in the centre. */
  counterId: string;
  deviceId: string;
  /** A role of that user that waits for an administrator. */
  requestId: string;
  ruleId: string;
  directoryTokenId: string;
  jobId: string;
  webhookId: string;
  pushDeviceId: string;
};
