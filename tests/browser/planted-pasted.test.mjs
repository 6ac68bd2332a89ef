// Twenty secrets, pasted into every field, in a browser without a proxy: it looks up names of hosts by itself.

import { planted } from './support/planted.mjs';

planted('pasted', false);
