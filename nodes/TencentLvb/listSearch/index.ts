export { searchDomains, searchPlayDomains, searchPushDomains } from '../../liveApi/searchDomains';
export { searchOnlineStreams } from './searchOnlineStreams';
export { searchPullTasks } from './searchPullTasks';
export {
	searchCallbackTemplates,
	searchRecordingTemplates,
	searchSnapshotTemplates,
} from './searchTemplates';
