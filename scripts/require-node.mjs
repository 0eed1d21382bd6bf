// Imported first by every command: an old Node then hears a plain sentence before anything newer is loaded.
import { requireNode } from './node-version.mjs';

requireNode();
