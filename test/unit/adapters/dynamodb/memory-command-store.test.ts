import { describeCommandStore } from "#test/support/command-store-contract.ts";
import { memoryCommandStore } from "#test/support/memory-command-store.ts";

describeCommandStore("memory", async () => memoryCommandStore());
