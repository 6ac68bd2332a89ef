// Twenty secrets, typed into every field key by key, in a browser that goes through a proxy: it sees what leaves.

import { planted } from './support/planted.mjs';

planted('typed', true);
