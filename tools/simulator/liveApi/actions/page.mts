/** One page of a list, counted from 1, with the totals that Tencent gives beside it. */
export function page<T>(
	list: T[],
	body: Record<string, unknown>,
): {
	items: T[];
	total: number;
	pages: number;
	pageNum: number;
	pageSize: number;
} {
	const { PageNum = 1, PageSize = 10 } = body as {
		PageNum?: number;
		PageSize?: number;
	};
	const start = (PageNum - 1) * PageSize;
	return {
		items: list.slice(start, start + PageSize),
		total: list.length,
		pages: Math.ceil(list.length / PageSize),
		pageNum: PageNum,
		pageSize: PageSize,
	};
}

/** The page's numbers under the names that most list actions give them. */
export const pageNumbers = ({
	total,
	pages,
	pageNum,
	pageSize,
}: Omit<ReturnType<typeof page>, 'items'>): Record<string, unknown> => ({
	TotalNum: total,
	TotalPage: pages,
	PageNum: pageNum,
	PageSize: pageSize,
});
