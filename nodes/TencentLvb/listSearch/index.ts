export { searchDomains, searchPlayDomains, searchPushDomains } from '../../liveApi';
export { searchOnlineStreams } from './searchOnlineStreams';
export { searchPullTasks } from './searchPullTasks';
export {
	searchCallbackTemplates,
	searchRecordingTemplates,
	searchSnapshotTemplates,
} from './searchTemplates';
