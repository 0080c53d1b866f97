/** Why a config without faults cannot be put in force while the program runs; a sentence for people. */
export class ConfigRefusal extends Error {
  override readonly name = 'ConfigRefusal';
}
