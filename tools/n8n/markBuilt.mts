// The build's last step: notes the sources that dist was made of.
import { markBuilt } from './install.mts';

markBuilt();
