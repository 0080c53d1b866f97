/** What came of the last time that the config was read anew. */
export class ReloadState {
  isSuccessful = true;
}
