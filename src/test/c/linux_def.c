/*
 * Prints what this platform's own headers say about every constant in LinuxDef.java, one name=value
 * to a line. LinuxDefTest compiles and runs it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>

#define AS(name, value) printf("%s=%lld\n", #name, (long long)(value))
#define IS(name) printf("%s=%lld\n", #name, (long long)(name))

int main(void) {
  IS(EPERM);
  IS(ENOENT);
  IS(EINTR);
  IS(EBADF);
  IS(EAGAIN);
  IS(ENOMEM);
  IS(EACCES);
  IS(EFAULT);
  IS(ENOTDIR);
  IS(EINVAL);
  IS(ENFILE);
  IS(EMFILE);
  IS(ENOSPC);
  IS(EROFS);
  IS(EPIPE);
  IS(EDOM);
  IS(ENAMETOOLONG);
  IS(ENOTEMPTY);
  IS(ELOOP);
  IS(ENONET);
  IS(EREMOTE);
  IS(EPROTO);
  IS(EUSERS);
  IS(ENOTSOCK);
  IS(EDESTADDRREQ);
  IS(EMSGSIZE);
  IS(EPROTOTYPE);
  IS(ENOPROTOOPT);
  IS(EPROTONOSUPPORT);
  IS(ESOCKTNOSUPPORT);
  IS(EOPNOTSUPP);
  IS(EPFNOSUPPORT);
  IS(EAFNOSUPPORT);
  IS(EADDRINUSE);
  IS(EADDRNOTAVAIL);
  IS(ENETDOWN);
  IS(ENETUNREACH);
  IS(ENETRESET);
  IS(ECONNABORTED);
  IS(ECONNRESET);
  IS(ENOBUFS);
  IS(EISCONN);
  IS(ENOTCONN);
  IS(ESHUTDOWN);
  IS(ETOOMANYREFS);
  IS(ETIMEDOUT);
  IS(ECONNREFUSED);
  IS(EHOSTDOWN);
  IS(EHOSTUNREACH);
  IS(EALREADY);
  IS(EINPROGRESS);
  IS(ESTALE);
  IS(EDQUOT);
  IS(AF_UNSPEC);
  IS(AF_UNIX);
  IS(AF_INET);
  IS(AF_INET6);
  IS(SOCK_STREAM);
  IS(SOCK_DGRAM);
  IS(SOCK_SEQPACKET);
  IS(SOCK_NONBLOCK);
  IS(SOCK_CLOEXEC);
  IS(MSG_OOB);
  IS(MSG_PEEK);
  IS(MSG_DONTROUTE);
  IS(MSG_TRUNC);
  IS(MSG_WAITALL);
  IS(MSG_ERRQUEUE);
  IS(MSG_NOSIGNAL);
  IS(SHUT_RD);
  IS(SHUT_WR);
  IS(SHUT_RDWR);
  IS(SOL_SOCKET);
  IS(SO_REUSEADDR);
  IS(SO_TYPE);
  IS(SO_ERROR);
  IS(SO_BROADCAST);
  IS(SO_SNDBUF);
  IS(SO_RCVBUF);
  IS(SO_KEEPALIVE);
  IS(SO_LINGER);
  IS(SO_RCVTIMEO);
  IS(SO_SNDTIMEO);
  IS(SO_ACCEPTCONN);
  IS(SO_PROTOCOL);
  IS(SO_DOMAIN);
  IS(IPPROTO_TCP);
  IS(IPPROTO_UDP);
  IS(IPPROTO_IPV6);
  IS(TCP_NODELAY);
  IS(IPV6_V6ONLY);
  IS(IPPROTO_IP);
  IS(IP_PKTINFO);
  IS(IP_RECVERR);
  IS(IPV6_RECVERR);
  IS(IPV6_RECVPKTINFO);
  IS(IPV6_PKTINFO);
  IS(F_GETFD);
  IS(F_GETFL);
  IS(F_DUPFD_CLOEXEC);
  IS(O_NONBLOCK);
  IS(FIONREAD);
  IS(FIONBIO);
  IS(EFD_NONBLOCK);
  IS(EFD_CLOEXEC);
  IS(IOV_MAX);
  IS(EBUSY);
  IS(ECANCELED);
  IS(EIO);
  IS(EPOLLIN);
  IS(EPOLLOUT);
  IS(EPOLLRDHUP);
  IS(EPOLLONESHOT);
  IS(EPOLL_CTL_ADD);
  IS(EPOLL_CTL_DEL);
  IS(EPOLL_CTL_MOD);
  IS(EPOLL_CLOEXEC);
  AS(SIZEOF_EPOLL_EVENT, sizeof(struct epoll_event));
  AS(EPOLL_EVENT_EVENTS, offsetof(struct epoll_event, events));
  AS(EPOLL_EVENT_DATA, offsetof(struct epoll_event, data));
  IS(PROT_READ);
  IS(PROT_WRITE);
  IS(MAP_SHARED);
  IS(MAP_POPULATE);
  AS(SYS_IO_URING_SETUP, SYS_io_uring_setup);
  AS(SYS_IO_URING_ENTER, SYS_io_uring_enter);
  AS(SYS_DUP3, SYS_dup3);
  AS(SYS_SENDFILE, SYS_sendfile);
  IS(IORING_SETUP_CQSIZE);
  IS(IORING_FEAT_SINGLE_MMAP);
  IS(IORING_FEAT_NODROP);
  IS(IORING_FEAT_FAST_POLL);
  IS(IORING_OFF_SQ_RING);
  IS(IORING_OFF_SQES);
  IS(IORING_ENTER_GETEVENTS);
  IS(IORING_OP_POLL_ADD);
  IS(IORING_OP_SENDMSG);
  IS(IORING_OP_RECVMSG);
  IS(IORING_OP_ASYNC_CANCEL);
  AS(SIZEOF_IO_URING_PARAMS, sizeof(struct io_uring_params));
  AS(IO_URING_PARAMS_SQ_ENTRIES, offsetof(struct io_uring_params, sq_entries));
  AS(IO_URING_PARAMS_CQ_ENTRIES, offsetof(struct io_uring_params, cq_entries));
  AS(IO_URING_PARAMS_FLAGS, offsetof(struct io_uring_params, flags));
  AS(IO_URING_PARAMS_FEATURES, offsetof(struct io_uring_params, features));
  AS(IO_URING_PARAMS_SQ_TAIL, offsetof(struct io_uring_params, sq_off.tail));
  AS(IO_URING_PARAMS_SQ_ARRAY, offsetof(struct io_uring_params, sq_off.array));
  AS(IO_URING_PARAMS_CQ_HEAD, offsetof(struct io_uring_params, cq_off.head));
  AS(IO_URING_PARAMS_CQ_TAIL, offsetof(struct io_uring_params, cq_off.tail));
  AS(IO_URING_PARAMS_CQ_CQES, offsetof(struct io_uring_params, cq_off.cqes));
  AS(SIZEOF_IO_URING_SQE, sizeof(struct io_uring_sqe));
  AS(IO_URING_SQE_OPCODE, offsetof(struct io_uring_sqe, opcode));
  AS(IO_URING_SQE_FD, offsetof(struct io_uring_sqe, fd));
  AS(IO_URING_SQE_ADDR, offsetof(struct io_uring_sqe, addr));
  AS(IO_URING_SQE_LEN, offsetof(struct io_uring_sqe, len));
  AS(IO_URING_SQE_OP_FLAGS, offsetof(struct io_uring_sqe, msg_flags));
  AS(IO_URING_SQE_USER_DATA, offsetof(struct io_uring_sqe, user_data));
  AS(SIZEOF_IO_URING_CQE, sizeof(struct io_uring_cqe));
  AS(IO_URING_CQE_USER_DATA, offsetof(struct io_uring_cqe, user_data));
  AS(IO_URING_CQE_RES, offsetof(struct io_uring_cqe, res));
  IS(MSG_DONTWAIT);
  IS(POLLIN);
  IS(POLLPRI);
  IS(POLLOUT);
  IS(POLLERR);
  IS(POLLHUP);
  IS(POLLNVAL);
  IS(POLLRDHUP);
  AS(SIZEOF_SOCKADDR_IN, sizeof(struct sockaddr_in));
  AS(SIZEOF_SOCKADDR_IN6, sizeof(struct sockaddr_in6));
  AS(SIZEOF_SOCKADDR_UN, sizeof(struct sockaddr_un));
  AS(SIZEOF_SOCKADDR_STORAGE, sizeof(struct sockaddr_storage));
  AS(SOCKADDR_FAMILY, offsetof(struct sockaddr, sa_family));
  AS(SOCKADDR_IN_PORT, offsetof(struct sockaddr_in, sin_port));
  AS(SOCKADDR_IN6_PORT, offsetof(struct sockaddr_in6, sin6_port));
  AS(SIZEOF_IOVEC, sizeof(struct iovec));
  AS(IOVEC_BASE, offsetof(struct iovec, iov_base));
  AS(IOVEC_LEN, offsetof(struct iovec, iov_len));
  AS(SIZEOF_MSGHDR, sizeof(struct msghdr));
  AS(MSGHDR_NAME, offsetof(struct msghdr, msg_name));
  AS(MSGHDR_NAMELEN, offsetof(struct msghdr, msg_namelen));
  AS(MSGHDR_IOV, offsetof(struct msghdr, msg_iov));
  AS(MSGHDR_IOVLEN, offsetof(struct msghdr, msg_iovlen));
  AS(MSGHDR_CONTROL, offsetof(struct msghdr, msg_control));
  AS(MSGHDR_CONTROLLEN, offsetof(struct msghdr, msg_controllen));
  AS(MSGHDR_FLAGS, offsetof(struct msghdr, msg_flags));
  AS(SIZEOF_POLLFD, sizeof(struct pollfd));
  AS(POLLFD_FD, offsetof(struct pollfd, fd));
  AS(POLLFD_EVENTS, offsetof(struct pollfd, events));
  AS(POLLFD_REVENTS, offsetof(struct pollfd, revents));
  AS(SIZEOF_TIMESPEC, sizeof(struct timespec));
  AS(TIMESPEC_SEC, offsetof(struct timespec, tv_sec));
  AS(TIMESPEC_NSEC, offsetof(struct timespec, tv_nsec));
  AS(SIZEOF_TIMEVAL, sizeof(struct timeval));
  AS(TIMEVAL_SEC, offsetof(struct timeval, tv_sec));
  AS(TIMEVAL_USEC, offsetof(struct timeval, tv_usec));
  AS(SIZEOF_IN_PKTINFO, sizeof(struct in_pktinfo));
  AS(SIZEOF_IN6_PKTINFO, sizeof(struct in6_pktinfo));
  AS(SIZEOF_LINGER, sizeof(struct linger));
  AS(LINGER_ONOFF, offsetof(struct linger, l_onoff));
  AS(LINGER_LINGER, offsetof(struct linger, l_linger));
  return 0;
}
